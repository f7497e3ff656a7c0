using Impetus.Lab.Tasks;

namespace Impetus.Lab.Instruments;

/// <summary>
/// Measures the loss around a run's weights on a fixed part of its training data: the first batches of its order, the same
/// at every measurement, so that what changes is the weights.
/// </summary>
/// <param name="name">The instrument's name.</param>
/// <param name="measure">What it measures.</param>
/// <param name="batches">How many of the run's first batches make up the loss, at least 1.</param>
public sealed class SurfaceInstrument(
    string name, Func<LossSurface, IReadOnlyDictionary<string, double>> measure, int batches = SurfaceInstrument.UsualBatches) : IInstrument
{
    /// <summary>Batches that are measured on unless said otherwise.</summary>
    public const int UsualBatches = 4;

    private ITrainingBatches? _batches;

    /// <inheritdoc/>
    public string Name => name;

    /// <summary>The largest eigenvalue of the Hessian, and how far off it can be (<see cref="LargestEigenvalue"/>).</summary>
    public static SurfaceInstrument Sharpness() => new("sharpness", static surface =>
    {
        LargestEigenvalue found = LargestEigenvalue.Of(surface.HessianProduct, surface.Dimension, tolerance: 1e-2, maximumProducts: 30);
        return new Dictionary<string, double> { ["largest-eigenvalue"] = found.Value, ["residual"] = found.Residual };
    });

    /// <summary>The mean rise of a mini-batch's loss within a radius of 0.05 (<see cref="Instruments.MiniBatchSharpness"/>).</summary>
    public static SurfaceInstrument MiniBatchSharpness() => new("m-sharpness", static surface =>
        new Dictionary<string, double> { ["rise"] = Instruments.MiniBatchSharpness.Of(surface) });

    /// <summary>The loss on a grid along two random directions whose filters are as long as the weights' (<see cref="LossSlice"/>).</summary>
    public static SurfaceInstrument Slice() => new("loss-slice", static surface =>
    {
        LossSlice slice = LossSlice.Around(
            surface, FilterNormalizedDirection.Draw(surface, seed: 1), FilterNormalizedDirection.Draw(surface, seed: 2), points: 9);
        return slice.Losses
            .SelectMany((row, x) => row.Select((loss, y) => (Key: FormattableString.Invariant($"x={slice.Positions[x]:F2},y={slice.Positions[y]:F2}"), loss)))
            .ToDictionary(static cell => cell.Key, static cell => cell.loss);
    }, batches: 1);

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> Measure(InstrumentedRun run)
    {
        _batches ??= run.Task.Batches((ulong)run.Seed);
        return measure(new LossSurface(run.Model, batches, batch => _batches.Loss(run.Model, batch)));
    }

    /// <inheritdoc/>
    public void Dispose() => _batches?.Dispose();
}
