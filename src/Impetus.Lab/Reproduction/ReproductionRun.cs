using System.Diagnostics;
using Impetus.Distributed;
using Impetus.Lab.Reproduction.Networks;

namespace Impetus.Lab.Reproduction;

/// <summary>Many experiments, one after the other, into one folder. Those that are there already are kept.</summary>
/// <param name="Experiments">The experiments.</param>
/// <param name="Settings">How each is run.</param>
/// <param name="Folder">Where the results go.</param>
/// <param name="Command">The command line, for readers of the results.</param>
public sealed record ReproductionRun(IReadOnlyList<IExperiment> Experiments, ExperimentSettings Settings, string Folder, string Command)
{
    /// <summary>
    /// The processes that share the experiments out among each other; null for this one alone. All make the same run; the first has the
    /// outcome.
    /// </summary>
    public IProcessGroup? Processes { get; init; }

    /// <summary>Runs what is missing. An experiment that fails does not stop the others.</summary>
    /// <param name="draw">Makes an SVG document of a figure, or null if there is nothing to draw.</param>
    /// <param name="observer">Is told what happens.</param>
    /// <exception cref="LabException">The folder has results of another scale or seed, or cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The user has stopped it; what is finished is in the folder.</exception>
    public ReproductionOutcome Run(Func<ExperimentFigure, string?> draw, IReproductionObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        Reproduction reproduction = new(Command, Settings.Scale, Settings.Seed, []);
        _ = Processes?.FromFirst(() => ReproductionFolder.Open(Folder, reproduction).Path);
        ReproductionFolder folder = Processes is null ? ReproductionFolder.Open(Folder, reproduction) : ReproductionFolder.At(Folder);
        using SharedExperiments? shared = Processes is null ? null : new SharedExperiments(Folder, Processes, observer.Noted);
        List<int> elsewhere = [];
        List<ReproducedExperiment> results = [];
        List<MissingDataException> skipped = [];
        ExperimentEnvironment environment = ExperimentEnvironment.Current();
        for (int index = 0; index < Experiments.Count; index++)
        {
            IExperiment experiment = Experiments[index];
            Settings.Cancellation.ThrowIfCancellationRequested();
            if (Made(experiment.Id) is { } earlier)
            {
                results.Add(earlier);
                observer.Skipped(experiment.Id, index + 1, Experiments.Count);
                continue;
            }

            if (MissingDataException.For(experiment, Settings.Scale) is { } missing)
            {
                skipped.Add(missing);
                observer.LeftOut(missing);
                continue;
            }

            if (shared?.TryTake(experiment.Id) == false)
            {
                elsewhere.Add(index);
                continue;
            }

            observer.Started(experiment.Id, index + 1, Experiments.Count);
            long start = Stopwatch.GetTimestamp();
            try
            {
                ReproducedExperiment result = ReproducedExperiment.Run(experiment, Settings with { RunsFolder = RunsOf(Folder), Progress = observer.Progressed });
                results.Add(folder.Write(result with { ElapsedSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds }, draw));
                observer.Finished(results[^1]);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                FailedExperiment failure = new(experiment.Id, Message(error), error.ToString());
                Fail(failure);
                shared?.Failed(failure);
            }

            shared?.Ended(experiment.Id);
        }

        foreach (int index in elsewhere)
        {
            string id = Experiments[index].Id;
            (ReproducedExperiment? result, FailedExperiment? failure) = shared!.Await(id, () => Made(id), Settings.Cancellation);
            observer.Started(id, index + 1, Experiments.Count);
            if (result is not null)
            {
                results.Add(result);
                observer.Finished(result);
            }
            else if (failure is not null)
            {
                Fail(failure);
            }
        }

        shared?.End();
        results = [.. results.OrderBy(result => Experiments.TakeWhile(experiment => experiment.Id != result.Id).Count())];

        return new(results, reproduction.Failures, skipped);

        ReproducedExperiment? Made(string id) => folder.Find(id) is { } made && made.Environment.ImpetusVersion == environment.ImpetusVersion ? made : null;

        void Fail(FailedExperiment failure)
        {
            reproduction = reproduction with { Failures = [.. reproduction.Failures, failure] };
            if (Processes is null or { Rank: 0 })
            {
                folder.Write(reproduction);
            }

            observer.Failed(failure);
        }
    }

    /// <summary>Where the runs of networks lie in a folder of results; experiments share them.</summary>
    /// <param name="folder">The folder of results.</param>
    public static string RunsOf(string folder) => Path.Combine(folder, "runs");

    /// <summary>The first cause: parallel runs report all of theirs at once.</summary>
    private static string Message(Exception error)
    {
        Exception cause = error is AggregateException { InnerExceptions: [Exception first, ..] } ? first : error;
        string message = cause.Message.ReplaceLineEndings(" ");
        return cause is LabException ? message : $"{cause.GetType().Name}: {message}";
    }
}

/// <summary>What a run of many experiments has brought.</summary>
/// <param name="Results">The results, those that were there already among them.</param>
/// <param name="Failures">The experiments that ended with an error.</param>
/// <param name="LeftOut">Those whose data are not at hand.</param>
public sealed record ReproductionOutcome(IReadOnlyList<ReproducedExperiment> Results, IReadOnlyList<FailedExperiment> Failures, IReadOnlyList<MissingDataException> LeftOut);

/// <summary>Is told how far a run of many experiments is.</summary>
public interface IReproductionObserver
{
    /// <summary>An experiment begins.</summary>
    /// <param name="id">The experiment.</param>
    /// <param name="number">The how manieth it is, from 1.</param>
    /// <param name="count">How many there are.</param>
    void Started(string id, int number, int count);

    /// <summary>An experiment need not be run, for its result is there.</summary>
    /// <param name="id">The experiment.</param>
    /// <param name="number">The how manieth it is, from 1.</param>
    /// <param name="count">How many there are.</param>
    void Skipped(string id, int number, int count);

    /// <summary>The experiment is so far; called from any thread.</summary>
    void Progressed(RunProgress progress);

    /// <summary>The experiment is left out, as data are not at hand.</summary>
    void LeftOut(MissingDataException missing);

    /// <summary>The experiment has ended, and its result is in the folder.</summary>
    void Finished(ReproducedExperiment result);

    /// <summary>The experiment has ended with an error.</summary>
    void Failed(FailedExperiment failure);

    /// <summary>Something that the user should know; on any thread.</summary>
    void Noted(string message);
}
