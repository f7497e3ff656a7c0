using System.Diagnostics;
using Impetus.Cli.Compare;
using Impetus.Cli.Shared.Processes;
using Impetus.Lab.Reproduction;
using Impetus.Lab.Reproduction.Networks;

namespace Impetus.Cli.Reproduce;

/// <summary>
/// Progress of many experiments: a line at the end of each, and in a terminal a last line that shows what is at work and for
/// how long.
/// </summary>
internal sealed class ReproductionProgress : IReproductionObserver, IDisposable
{
    // Goes to the start of the line and clears it.
    private const string Erase = "\r\u001b[2K";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    // In a file, a line now and then is enough.
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(30);

    private readonly TextWriter _output;
    private readonly Timer? _timer;
    private readonly Lock _gate = new();
    private readonly long _start = Stopwatch.GetTimestamp();
    private string? _current;
    private string _runs = "";
    private string _stage = "";
    private long _currentStart;
    private long _lastLine;

    /// <summary>Progress that goes to a terminal or a file.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="isTerminal">Whether a line there can be erased.</param>
    public ReproductionProgress(TextWriter output, bool isTerminal)
    {
        _output = output;
        _timer = isTerminal ? new Timer(_ => Tick(), null, Pause, Pause) : null;
    }

    /// <inheritdoc/>
    public void Started(string id, int number, int count)
    {
        lock (_gate)
        {
            (_current, _currentStart, _runs, _stage) = ($"[{number}/{count}] {id}", Stopwatch.GetTimestamp(), "", "");
            if (_timer is null)
            {
                _output.WriteLine(_current);
            }
        }
    }

    /// <inheritdoc/>
    public void Skipped(string id, int number, int count) => WriteLine($"[{number}/{count}] {id}: there already, made by the same version");

    /// <inheritdoc/>
    public void Progressed(RunProgress progress)
    {
        lock (_gate)
        {
            string remaining = progress.Remaining is { } left ? $", about {Wording.Duration(left)} left" : "";
            _runs = $", {(progress.Stage == "tuning" ? "tuning, " : "")}{progress.Done} of {progress.All} runs{remaining}";
            bool isDue = _stage != progress.Stage || Stopwatch.GetElapsedTime(_lastLine) > BetweenLines;
            if (_timer is null && isDue)
            {
                (_stage, _lastLine) = (progress.Stage, Stopwatch.GetTimestamp());
                _output.WriteLine(_current + _runs);
            }
        }
    }

    /// <inheritdoc/>
    public void LeftOut(MissingDataException missing) => WriteLine($"left out: {missing.Message}");

    /// <inheritdoc/>
    public void Finished(ReproducedExperiment result) => End(ClaimCounts.Words(result.Claims));

    /// <inheritdoc/>
    public void Failed(FailedExperiment failure) => End($"ENDED WITH AN ERROR: {failure.Message}");

    /// <inheritdoc/>
    public void Noted(string message) => LaunchedProcesses.Tell(message);

    /// <summary>Takes away the line that moves.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _timer?.Dispose();
            _output.Write(_timer is null ? "" : Erase);
            _current = null;
        }
    }

    private void End(string outcome)
    {
        lock (_gate)
        {
            string? current = _current;
            _current = null;
            WriteLine($"{current}: {outcome}, {Wording.Duration(Stopwatch.GetElapsedTime(_currentStart))} of {Wording.Duration(Stopwatch.GetElapsedTime(_start))}");
        }
    }

    private void WriteLine(string line)
    {
        lock (_gate)
        {
            _output.WriteLine(_timer is null ? line : Erase + line);
        }
    }

    private void Tick()
    {
        lock (_gate)
        {
            if (_current is { } current)
            {
                _output.Write($"{Erase}{current}{_runs} … {Wording.Duration(Stopwatch.GetElapsedTime(_currentStart))} of {Wording.Duration(Stopwatch.GetElapsedTime(_start))}");
            }
        }
    }
}
