using Impetus.Lab.Tasks;
using Impetus.Torch;

namespace Impetus.Lab.Instruments;

/// <summary>
/// How far two futures of a run lie apart: two copies train on from here to the end of the schedule, each in a batch order
/// of its own, and the loss is measured on the line between where they end (Frankle et al. 2020; torque-aware momentum,
/// Section 5 and Figure 6). At every point the statistics of batch normalisation are measured anew. Costs twice the rest
/// of the run.
/// </summary>
public sealed class CopiesBarrier : IInstrument
{
    // Any two seeds that are not the run's own, far from those of other runs.
    private const int FirstOrder = 1_000_003, SecondOrder = 2_000_003;

    private ITrainingBatches? _batches;

    /// <inheritdoc/>
    public string Name => "loss-barrier";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> Measure(InstrumentedRun run)
    {
        if (run.TrainCopy(run.Seed + FirstOrder) is not { } first || run.TrainCopy(run.Seed + SecondOrder) is not { } second)
        {
            return new Dictionary<string, double> { ["height"] = double.NaN };
        }

        ITrainingBatches batches = _batches ??= run.Task.Batches((ulong)run.Seed);
        LossSurface surface = new(run.Model, SurfaceInstrument.UsualBatches, batch => batches.Loss(run.Model, batch));
        LossBarrier barrier = LossBarrier.Between(
            surface,
            WeightsOf(run.Arena, surface, first),
            WeightsOf(run.Arena, surface, second),
            arrived: () => BatchStatistics.Measure(run.Model, surface.Batches, batch => batches.Loss(run.Model, batch)));
        return new Dictionary<string, double>
        {
            ["height"] = barrier.Height,
            ["first-loss"] = barrier.Losses[0],
            ["second-loss"] = barrier.Losses[^1],
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _batches?.Dispose();

    private static double[] WeightsOf(ParameterArena arena, LossSurface surface, float[] values) => surface.Return(() =>
    {
        arena.RestoreValues<float>(values);
        return surface.Weights();
    });
}
