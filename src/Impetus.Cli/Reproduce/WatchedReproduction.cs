using System.Globalization;
using Impetus.Cli.Compare;
using Impetus.Cli.Shared.Output;
using Impetus.Cli.Shared.Processes;
using Impetus.Distributed;
using Impetus.Lab.Reproduction;
using Impetus.Report;
using Spectre.Console;

namespace Impetus.Cli.Reproduce;

/// <summary>Many experiments into one folder, with progress on standard error, and pages over all of them at the end.</summary>
internal static class WatchedReproduction
{
    /// <summary>Runs them.</summary>
    /// <param name="experiments">The experiments.</param>
    /// <param name="word">The word that stands for them, such as <c>all</c>.</param>
    /// <param name="settings">How each is run.</param>
    /// <param name="folder">Where results go, or null for one below <c>runs</c> that belongs to the scale and the seed.</param>
    /// <param name="json">Where the result goes as JSON.</param>
    /// <returns>An exit code.</returns>
    public static int Run(IReadOnlyList<IExperiment> experiments, string word, ExperimentSettings settings, string? folder, string? json)
    {
        string scale = settings.Scale.ToString().ToLowerInvariant(), seed = settings.Seed.ToString(CultureInfo.InvariantCulture);
        folder ??= FolderOf(settings);
        if (experiments is [IExperiment single] && MissingDataException.For(single, settings.Scale) is { } error)
        {
            throw error;
        }

        foreach (MissingDataException missing in experiments.Select(experiment => MissingDataException.For(experiment, settings.Scale)).OfType<MissingDataException>())
        {
            Console.Error.WriteLine($"{Application.Name}: will be left out: {missing.Message}");
        }

        string command = $"./impetus reproduce {word} --scale {scale} --seed {seed} --out {folder}";
        ReproductionOutcome outcome;
        try
        {
            IProcessGroup? processes = LaunchedProcesses.Start();
            bool tells = processes is null or { Rank: 0 };
            using ReproductionProgress progress = new(tells ? Console.Error : TextWriter.Null, isTerminal: tells && !Console.IsErrorRedirected);
            outcome = new ReproductionRun(experiments, settings, folder, command) { Processes = processes }.Run(ReproductionReport.Draw, progress);
            if (!tells)
            {
                return ExitCode.Success;
            }
        }
        catch (OperationCanceledException) when (settings.Cancellation.IsCancellationRequested)
        {
            Console.Error.WriteLine($"{Application.Name}: stopped; what had finished is kept, and this goes on with it: {command}");
            return ExitCode.Failed;
        }

        string report = ReportPages.Write([folder], folder).FrontPage;
        ClaimCounts counts = ClaimCounts.Of(outcome.Results.SelectMany(result => result.Claims));
        IAnsiConsole screen = Screen.For(json);
        screen.Write(Table(outcome));
        screen.WriteLine($"{Wording.Count(outcome.Results.Count, "experiment")}: {counts}");
        screen.WriteLine($"Report: {report}");
        JsonResult.Write(json, new ReproductionSummary(settings.Scale, settings.Seed, counts, outcome.Results, outcome.Failures, [.. outcome.LeftOut.Select(missing => missing.Message)], folder, report));
        foreach (MissingDataException missing in outcome.LeftOut)
        {
            Console.Error.WriteLine($"{Application.Name}: left out: {missing.Message}");
        }

        if (outcome.Failures.Count == 0)
        {
            return ExitCode.Success;
        }

        Console.Error.WriteLine($"{Application.Name}: {outcome.Failures.Count} of {experiments.Count} experiments ended with an error: {string.Join("; ", outcome.Failures.Select(failure => $"{failure.Id}: {failure.Message}"))}");
        return ExitCode.Failed;
    }

    /// <summary>Where results and runs go that have no other folder.</summary>
    public static string FolderOf(ExperimentSettings settings) => Path.Combine(
        "runs", string.Create(CultureInfo.InvariantCulture, $"reproduce-{settings.Scale.ToString().ToLowerInvariant()}-seed{settings.Seed}"));

    private static Table Table(ReproductionOutcome outcome)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumns("ID", "What is measured");
        foreach (string heading in (string[])["Holds", "Fails", "Undecided", "Depends", "Seconds"])
        {
            table.AddColumn(new TableColumn(heading).RightAligned());
        }

        foreach (ReproducedExperiment result in outcome.Results)
        {
            ClaimCounts counts = ClaimCounts.Of(result.Claims);
            table.AddRow(
                [.. new[] { result.Id, result.Title, $"{counts.Holds}", $"{counts.Fails}", $"{counts.Undecided}", $"{counts.Depends}", (result.ElapsedSeconds ?? 0).ToString("F1", CultureInfo.InvariantCulture) }
                    .Select(cell => new Text(cell))]);
        }

        return table;
    }
}
