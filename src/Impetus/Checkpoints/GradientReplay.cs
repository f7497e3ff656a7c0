using System.Numerics;
using Impetus.Inspection;

namespace Impetus.Checkpoints;

/// <summary>
/// Feeds a recorded gradient stream to an optimizer and records every parameter after every step, so that trajectories
/// can be compared with those of another framework.
/// </summary>
/// <remarks>
/// The input holds <c>param/NAME</c> (shape S), <c>grad/NAME</c> (T × S), and if known <c>loss</c> (T) and <c>lr</c> (T). The
/// output holds <c>param/NAME</c> (T × S), after every step, and <c>telemetry/KEY</c> (T): what the optimizer knows about its
/// steps, and <c>gradient-norm</c>, <c>update-norm</c>, <c>distance</c> as <see cref="StepQuantities"/> defines them.
/// </remarks>
public static class GradientReplay
{
    private const string TelemetryPrefix = "telemetry/";

    /// <summary>Replays a stream.</summary>
    /// <param name="specification">The optimizer.</param>
    /// <param name="input">The recorded stream.</param>
    /// <param name="type">What parameters, gradients and state are stored in.</param>
    /// <param name="threads">How many threads a step may use; 0 for one on each core.</param>
    /// <returns>What to write.</returns>
    /// <exception cref="FormatException">The optimizer needs the gradient at a second point.</exception>
    /// <exception cref="InvalidDataException">Tensors are missing, or their shapes do not fit each other.</exception>
    /// <exception cref="NonFiniteGradientException">A gradient is not finite, and the optimizer's policy is to throw.</exception>
    public static SafetensorsWriter Run(OptimizerSpecification specification, SafetensorsFile input, ElementType type, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(specification);
        ArgumentNullException.ThrowIfNull(input);
        return type == ElementType.Float64 ? Run<double>(specification, input, threads) : Run<float>(specification, input, threads);
    }

    private static SafetensorsWriter Run<TElement>(OptimizerSpecification specification, SafetensorsFile input, int threads)
        where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
    {
        RecordedStream<TElement> stream = new(input);
        using ParameterSet parameters = [];
        foreach (RecordedTensor<TElement> track in stream.Tracks)
        {
            track.AddTo(parameters);
        }

        using Optimizer optimizer = specification.Create(parameters, options => options.Threads = threads);
        if (optimizer.NeedsClosure)
        {
            throw new FormatException($"'{specification}' needs the gradient at a second point, which a recorded stream does not have: leave out sam or meg.");
        }

        using Movement movement = new(parameters);
        Dictionary<string, double[]> telemetry = optimizer.Telemetry.Names
            .Union([StepQuantities.GradientNormKey, StepQuantities.UpdateNormKey, StepQuantities.DistanceKey])
            .ToDictionary(name => name, _ => new double[stream.StepCount]);
        for (long step = 0; step < stream.StepCount; step++)
        {
            Array.ForEach(stream.Tracks, track => track.Play(step));
            optimizer.LearningRate = stream.LearningRates?[step] ?? optimizer.LearningRate;
            movement.Begin();
            optimizer.Step(stream.Losses?[step] ?? double.NaN);
            Array.ForEach(stream.Tracks, track => track.Record(step));
            foreach ((string name, double value) in Norms(movement, parameters.Count).Concat(optimizer.Telemetry))
            {
                telemetry[name][step] = value;    // a norm that the optimizer measured itself overwrites ours
            }
        }

        return Result(specification, stream, telemetry);
    }

    private static IEnumerable<KeyValuePair<string, double>> Norms(Movement movement, int parameterCount)
    {
        MovementSums sums = Enumerable.Range(0, parameterCount)
            .Aggregate(default(MovementSums), (sums, parameter) => sums + movement.Measure(parameter, isMoved: true));
        return
        [
            new(StepQuantities.GradientNormKey, sums.GradientNorm),
            new(StepQuantities.UpdateNormKey, sums.UpdateNorm),
            new(StepQuantities.DistanceKey, sums.Distance),
        ];
    }

    private static SafetensorsWriter Result<TElement>(OptimizerSpecification specification, RecordedStream<TElement> stream, Dictionary<string, double[]> telemetry)
        where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
    {
        SafetensorsWriter writer = new();
        writer.AddMetadata("optimizer", specification.Text);
        foreach (RecordedTensor<TElement> track in stream.Tracks)
        {
            writer.Add(RecordedStream.ParameterPrefix + track.Name, track.Played, [stream.StepCount, .. track.Shape]);
        }

        foreach ((string name, double[] series) in telemetry)
        {
            writer.Add(TelemetryPrefix + name, series, series.Length);
        }

        return writer;
    }
}
