using System.CommandLine;
using Impetus.Cli.Help;

namespace Impetus.Cli.Verbs;

internal static class ReplayVerb
{
    public static Command Create() => new Verb("replay", "todo") { };
}
