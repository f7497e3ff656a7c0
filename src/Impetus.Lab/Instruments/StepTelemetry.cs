using Impetus.Inspection;

namespace Impetus.Lab.Instruments;

/// <summary>
/// What a step does: norms of gradient and update, the average step size, the cosine, damping, β and buffer of the memory,
/// the β of maximum variation averaging (<see cref="StepQuantities"/> defines them).
/// </summary>
public sealed class StepTelemetry : IStepInstrument
{
    private StepReport? _report;

    /// <inheritdoc/>
    public string Name => "telemetry";

    /// <inheritdoc/>
    public double Step(Optimizer optimizer, Func<double> evaluate)
    {
        using StepInspection inspection = new(optimizer);
        _report = inspection.Step(evaluate);
        return _report.Loss;
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> Measure(InstrumentedRun run) =>
        // The inspection began with this step, so its distance is that of the step; the one from the start is the distance's.
        _report?.Total.ByKey().Where(static quantity => quantity.Key != StepQuantities.DistanceKey).ToDictionary()
        ?? [];

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
