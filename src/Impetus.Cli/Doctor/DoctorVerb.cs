using System.CommandLine;
using Impetus.Cli.Shared.Help;
using Impetus.Cli.Shared.Options;
using Impetus.Cli.Shared.Output;
using Spectre.Console;

namespace Impetus.Cli.Doctor;

/// <summary><c>impetus doctor</c>: what is installed, what is missing, and for which verb.</summary>
internal static class DoctorVerb
{
    private static readonly Option<string?> Json = JsonOption.Create();

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Verb verb = new("doctor", "Tell what is installed, what is missing, and for which verb", "doctor", "doctor --json -") { Json };
        verb.SetAction(Run);
        return verb;
    }

    private static int Run(ParseResult parsed)
    {
        string? json = parsed.GetValue(Json);
        JsonResult.Check(json);
        IEnumerable<string> verbs = parsed.RootCommandResult.Command.Subcommands.Select(command => command.Name);
        Examination examination = Examination.Of(verbs);
        if (json != JsonResult.StandardOutput)
        {
            Show(Screen.For(json), examination);
        }

        JsonResult.Write(json, examination);
        return ExitCode.Success;
    }

    private static void Show(IAnsiConsole console, Examination examination)
    {
        Grid grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn(new GridColumn().NoWrap()).AddColumn();
        foreach (Finding finding in examination.Findings)
        {
            grid.AddRow(new Markup(Mark(finding.State)), new Text(finding.Name), new Text(finding.Value));
            if (finding.Remedy is { } remedy)
            {
                grid.AddRow(Text.Empty, Text.Empty, new Text(remedy, new Style(decoration: Decoration.Italic)));
            }
        }

        console.Write(grid);
        console.WriteLine();
        console.WriteLine($"Ready: {string.Join(", ", examination.Verbs.Where(verb => verb.Ready).Select(verb => verb.Verb))}");
        foreach (VerbReadiness verb in examination.Verbs.Where(verb => !verb.Ready))
        {
            console.WriteLine($"Not ready: {verb.Verb}, for want of {string.Join(", ", verb.Missing)}");
        }
    }

    private static string Mark(FindingState state) => state switch
    {
        FindingState.Good => "[green]ok[/]",
        FindingState.Weak => "[yellow]weak[/]",
        _ => "[red]missing[/]",
    };
}
