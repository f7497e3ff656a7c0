using System.CommandLine;

namespace Impetus.Cli.Shared.Help;

/// <summary>A command whose help ends with examples.</summary>
/// <param name="name">The word on the command line.</param>
/// <param name="description">What the verb does.</param>
/// <param name="examples">Command lines to copy, without the program's name.</param>
internal sealed class Verb(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>Command lines to copy, without the program's name.</summary>
    public IReadOnlyList<string> Examples { get; } = examples;
}
