using System.Globalization;
using Impetus.Lab.Reproduction;
using Impetus.Lab.Tasks;
using Impetus.Report.Html;

namespace Impetus.Report.Reproductions;

/// <summary>Words, numbers and small marks that all pages about papers share.</summary>
internal static class Wording
{
    private const int CommitLength = 10;

    /// <summary>A verdict to be seen from afar.</summary>
    public static Markup Badge(Verdict verdict) => Markup.Of($"""<span class="badge {Word(verdict)}">{Word(verdict)}</span>""");

    /// <summary>A verdict as a word.</summary>
    public static string Word(Verdict verdict) => verdict.ToString().ToLowerInvariant();

    /// <summary>What a number of claims do: 1 holds, 2 hold.</summary>
    public static string Word(Verdict verdict, int count) => verdict switch
    {
        Verdict.Holds when count != 1 => "hold",
        Verdict.Fails when count != 1 => "fail",
        Verdict.Depends when count != 1 => "depend",
        _ => Word(verdict),
    };

    /// <summary>So many of something.</summary>
    public static string Count(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    /// <summary>A scale as it is given on the command line.</summary>
    public static string Scale(Scale scale) => scale.ToString().ToLowerInvariant();

    /// <summary>What makes a result again.</summary>
    public static string Command(ReproducedExperiment result) => $"./impetus reproduce {result.Id} --scale {Scale(result.Scale)} --seed {Number(result.Seed)}";

    /// <summary>A whole number.</summary>
    public static string Number(ulong number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The version, with as much of the commit as tells it apart.</summary>
    public static string Version(ExperimentEnvironment environment)
        => environment.ImpetusVersion.Split('+') is [string version, { Length: > CommitLength } commit] ? $"{version}+{commit[..CommitLength]}" : environment.ImpetusVersion;

    /// <summary>A run folder as it is called on a page, which may be read on another machine.</summary>
    /// <param name="pageFolder">Where the page is.</param>
    /// <param name="runFolder">Where the run is.</param>
    public static string Folder(string pageFolder, string runFolder) => Path.GetRelativePath(pageFolder, runFolder) is var near && near.StartsWith("..", StringComparison.Ordinal)
        ? Path.GetFileName(Path.TrimEndingDirectorySeparator(runFolder))
        : near.Replace('\\', '/');

    /// <summary>The way from a page to the report in the folder of a run.</summary>
    public static string Link(string pageFolder, string runFolder)
        => Path.GetRelativePath(pageFolder, Path.Combine(runFolder, ReportPages.RunPage)).Replace('\\', '/');

    /// <summary>A heading.</summary>
    public static Markup Heading(int level, string text) => Markup.Of($"<h{level}>{text}</h{level}>");
}
