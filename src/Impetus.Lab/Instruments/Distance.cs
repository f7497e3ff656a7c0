using Impetus.Lab.Models;
using static TorchSharp.torch;

namespace Impetus.Lab.Instruments;

/// <summary>
/// How far the weights are from where they started, ‖θ − θ₀‖₂ (critical momenta, Figure 8). The start is made anew from the
/// run's seed, so that a resumed run measures from the same point.
/// </summary>
public sealed class Distance : IInstrument
{
    private double[]? _start;

    /// <inheritdoc/>
    public string Name => "distance";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> Measure(InstrumentedRun run)
    {
        _start ??= Start(run);
        double sum = 0;
        foreach ((double now, double then) in Surface(run.Model).Weights().Zip(_start))
        {
            sum += (now - then) * (now - then);
        }

        return new Dictionary<string, double> { ["from-start"] = Math.Sqrt(sum) };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static double[] Start(InstrumentedRun run)
    {
        using nn.Module model = run.Task.CreateModel();
        model.Initialize((ulong)run.Seed);
        return Surface(model).Weights();
    }

    private static LossSurface Surface(nn.Module model) =>
        new(model, 1, static _ => throw new InvalidOperationException("A distance needs no loss."));
}
