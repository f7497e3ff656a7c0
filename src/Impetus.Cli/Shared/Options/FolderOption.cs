using System.CommandLine;

namespace Impetus.Cli.Shared.Options;

/// <summary>Options that name a folder.</summary>
internal static class FolderOption
{
    /// <summary>Makes the option; an empty name is refused.</summary>
    /// <param name="name">The option's name, with its dashes.</param>
    /// <param name="description">What the option means.</param>
    /// <param name="kind">What help calls the value.</param>
    public static Option<string?> Create(string name, string description, string kind = "DIR")
    {
        Option<string?> option = new(name) { Description = description, HelpName = kind };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: "" }])
            {
                result.AddError($"{name} needs the name of a {(kind == "DIR" ? "folder" : "file or folder")}");
            }
        });
        return option;
    }
}
