using System.CommandLine;
using Impetus.Cli.Help;

namespace Impetus.Cli.Verbs;

internal static class DoctorVerb
{
    public static Command Create() => new Verb("doctor", "todo") { };
}
