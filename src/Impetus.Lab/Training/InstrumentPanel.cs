using Impetus.Lab.Instruments;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Training;

/// <summary>The instruments of a run, which measure at an interval and leave no trace in the run.</summary>
internal sealed class InstrumentPanel : IDisposable
{
    private readonly long _every, _steps;
    private readonly int _seed;
    private readonly ILoadedTask _task;
    private readonly TrainingRun _run;
    private readonly IReadOnlyList<IInstrument> _instruments;
    private readonly BufferSnapshot _buffers;

    /// <summary>Makes instruments.</summary>
    /// <param name="names">Their names.</param>
    /// <param name="every">Steps between two measurements.</param>
    /// <param name="settings">What the run depends on.</param>
    /// <param name="run">The run.</param>
    /// <exception cref="LabException">A name is unknown.</exception>
    public InstrumentPanel(IReadOnlyList<string> names, long every, TrainingSettings settings, TrainingRun run)
    {
        (_every, _steps, _seed, _task, _run) = (every, settings.Steps, settings.Seed, settings.Task, run);
        _instruments = [.. names.Select(Create)];
        _buffers = new BufferSnapshot(run.Model.Module);
    }

    /// <summary>The instruments that have something to remember, by name.</summary>
    public IReadOnlyDictionary<string, IRunState> States => _instruments
        .Where(instrument => instrument is IRunState)
        .ToDictionary(instrument => $"instruments/{instrument.Name}", instrument => (IRunState)instrument);

    /// <summary>Whether there is something to measure after a step: at the start, at the interval, and at the end.</summary>
    public bool IsDue(long step) =>
        _instruments.Count > 0 && (step % _every == 0 || step == _steps);

    /// <summary>Takes a step, through the instrument that has to be there while it is taken if it measures afterwards.</summary>
    /// <param name="step">Steps taken before.</param>
    /// <param name="evaluate">Fills in the gradients and gives the loss.</param>
    /// <returns>The loss.</returns>
    public double Step(long step, Func<double> evaluate) => IsDue(step + 1) && _instruments.OfType<IStepInstrument>().FirstOrDefault() is { } watching
        ? watching.Step(_run.Model.Optimizer, evaluate)
        : _run.Model.Optimizer.Step(evaluate);

    /// <summary>Measures the run as it stands.</summary>
    /// <returns>Values by <c>INSTRUMENT/KEY</c>; null where one is not finite.</returns>
    public IReadOnlyDictionary<string, double?> Measure()
    {
        InstrumentedRun seen = new()
        {
            Task = _task,
            Model = _run.Model.Module,
            Arena = _run.Model.Arena,
            Optimizer = _run.Model.Optimizer,
            Batches = _run.Model.Batches,
            Seed = _seed,
            Step = _run.Progress.Step,
            TrainCopy = _run.TrainCopy,
        };
        SortedDictionary<string, double?> values = new(StringComparer.Ordinal);
        _buffers.Take();
        foreach (IInstrument instrument in _instruments)
        {
            foreach ((string key, double value) in instrument.Measure(seen))
            {
                values[$"{instrument.Name}/{key}"] = double.IsFinite(value) ? value : null;
            }

            _buffers.PutBack();
            _run.Model.Module.train();
        }

        return values;
    }

    private static IInstrument Create(string name) => InstrumentRegistry.Find(name)?.Create() ?? throw new LabException(
        $"There is no instrument '{name}'; the instruments are {string.Join(", ", InstrumentRegistry.All.Select(instrument => instrument.Name))}.");

    /// <inheritdoc/>
    public void Dispose()
    {
        _buffers.Dispose();
        foreach (IInstrument instrument in _instruments)
        {
            instrument.Dispose();
        }
    }
}
