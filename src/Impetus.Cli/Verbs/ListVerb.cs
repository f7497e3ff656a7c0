using System.CommandLine;
using Impetus.Cli.Help;

namespace Impetus.Cli.Verbs;

internal static class ListVerb
{
    public static Command Create() => new Verb("list", "todo") { };
}
