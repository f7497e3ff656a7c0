using System.CommandLine;
using Impetus.Cli.Help;

namespace Impetus.Cli.Verbs;

internal static class CompareVerb
{
    public static Command Create() => new Verb("compare", "todo") { };
}
