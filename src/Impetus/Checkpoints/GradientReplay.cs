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
    private const string ParameterPrefix = "param/", GradientPrefix = "grad/", TelemetryPrefix = "telemetry/";
    private const string LossName = "loss", LearningRateName = "lr";

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
        RefuseStrangers(input);
        Track<TElement>[] tracks = [.. Tracks<TElement>(input)];
        long steps = tracks[0].StepCount;
        if (steps == 0)
        {
            throw new InvalidDataException($"'{GradientPrefix}{tracks[0].Name}' has no steps: there is nothing to replay.");
        }

        if (Array.Find(tracks, track => track.StepCount != steps) is { } other)
        {
            throw new InvalidDataException($"'{GradientPrefix}{tracks[0].Name}' has {steps} steps, but '{GradientPrefix}{other.Name}' has {other.StepCount}.");
        }

        double[]? losses = Series(input, LossName, steps), rates = Series(input, LearningRateName, steps);
        if (rates is not null && Array.FindIndex(rates, rate => !double.IsFinite(rate) || rate < 0) is >= 0 and int bad)
        {
            throw new InvalidDataException($"'{LearningRateName}' is {rates[bad]} at step {bad + 1}; a learning rate must lie in [0, ∞).");
        }

        if (losses is not null && Array.FindIndex(losses, loss => !double.IsFinite(loss)) is >= 0 and int odd)
        {
            throw new InvalidDataException($"'{LossName}' is {losses[odd]} at step {odd + 1}; leave '{LossName}' out if the losses are not known.");
        }

        using ParameterSet parameters = [];
        foreach (Track<TElement> track in tracks)
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
            .ToDictionary(name => name, _ => new double[steps]);
        for (long step = 0; step < steps; step++)
        {
            Array.ForEach(tracks, track => track.Play(step));
            optimizer.LearningRate = rates?[step] ?? optimizer.LearningRate;
            movement.Begin();
            optimizer.Step(losses?[step] ?? double.NaN);
            Array.ForEach(tracks, track => track.Record(step));
            foreach ((string name, double value) in Norms(movement, parameters.Count).Concat(optimizer.Telemetry))
            {
                telemetry[name][step] = value;    // a norm that the optimizer measured itself overwrites ours
            }
        }

        return Result(specification, tracks, telemetry, steps);
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

    private static SafetensorsWriter Result<TElement>(
        OptimizerSpecification specification, Track<TElement>[] tracks, Dictionary<string, double[]> telemetry, long steps)
        where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
    {
        SafetensorsWriter writer = new();
        writer.AddMetadata("optimizer", specification.Text);
        foreach (Track<TElement> track in tracks)
        {
            writer.Add(ParameterPrefix + track.Name, track.Recorded, [steps, .. track.Shape]);
        }

        foreach ((string name, double[] series) in telemetry)
        {
            writer.Add(TelemetryPrefix + name, series, steps);
        }

        return writer;
    }

    private static void RefuseStrangers(SafetensorsFile input)
    {
        foreach (SafetensorsEntry entry in input.Entries)
        {
            if (entry.Name is ParameterPrefix or GradientPrefix)
            {
                throw new InvalidDataException($"The stream has a tensor '{entry.Name}', whose parameter has no name: call it {entry.Name}NAME.");
            }

            if (entry.Name is not (LossName or LearningRateName)
                && !entry.Name.StartsWith(ParameterPrefix, StringComparison.Ordinal) && !entry.Name.StartsWith(GradientPrefix, StringComparison.Ordinal))
            {
                throw new InvalidDataException($"The stream has '{entry.Name}', which means nothing here.{Suggestion.For(entry.Name, [LossName, LearningRateName])} It may have {ParameterPrefix}NAME, {GradientPrefix}NAME, {LossName} and {LearningRateName}.");
            }
        }
    }

    private static IEnumerable<Track<TElement>> Tracks<TElement>(SafetensorsFile input)
        where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
    {
        SafetensorsEntry[] values = [.. input.Entries.Where(entry => entry.Name.StartsWith(ParameterPrefix, StringComparison.Ordinal))];
        if (values.Length == 0)
        {
            throw new InvalidDataException($"The stream has no tensor '{ParameterPrefix}NAME': it needs every parameter's first value as {ParameterPrefix}NAME and its gradients as {GradientPrefix}NAME.");
        }

        if (input.Entries.FirstOrDefault(entry => entry.Name.StartsWith(GradientPrefix, StringComparison.Ordinal) && input.Find(ParameterPrefix + entry.Name[GradientPrefix.Length..]) is null) is { } orphan)
        {
            throw new InvalidDataException($"The stream has '{orphan.Name}', but no '{ParameterPrefix}{orphan.Name[GradientPrefix.Length..]}'.");
        }

        foreach (SafetensorsEntry value in values)
        {
            string name = value.Name[ParameterPrefix.Length..];
            SafetensorsEntry gradient = input.Find(GradientPrefix + name)
                ?? throw new InvalidDataException($"The stream has '{value.Name}', but no '{GradientPrefix}{name}'.");
            if (gradient.Shape.Count != value.Shape.Count + 1 || !gradient.Shape.Skip(1).SequenceEqual(value.Shape))
            {
                throw new InvalidDataException($"'{gradient.Name}' has shape {Text(gradient.Shape)}; expected (steps, …) with {Text(value.Shape)} of '{value.Name}' behind the steps.");
            }

            TElement[] start = input.Read<TElement>(value);
            if (Array.FindIndex(start, element => !TElement.IsFinite(element)) is >= 0 and int bad)
            {
                throw new InvalidDataException($"'{value.Name}' is {start[bad]} at element {bad}: parameters must be finite.");
            }

            yield return new Track<TElement>(name, [.. value.Shape], start, input.Read<TElement>(gradient), gradient.Shape[0]);
        }
    }

    private static double[]? Series(SafetensorsFile input, string name, long steps)
    {
        if (input.Find(name) is not { } entry)
        {
            return null;
        }

        return entry.Shape.SequenceEqual([steps])
            ? input.Read<double>(entry)
            : throw new InvalidDataException($"'{name}' has shape {Text(entry.Shape)}; expected ({steps}), one number for every step.");
    }

    private static string Text(IEnumerable<long> shape) => $"({string.Join(", ", shape)})";

    /// <summary>One parameter of the stream.</summary>
    private sealed class Track<TElement>(string name, long[] shape, TElement[] value, TElement[] gradients, long stepCount)
        where TElement : unmanaged
    {
        private readonly TElement[] _gradient = new TElement[value.Length];

        public string Name { get; } = name;

        public long[] Shape { get; } = shape;

        public long StepCount { get; } = stepCount;

        public TElement[] Recorded { get; } = new TElement[gradients.Length];

        public void AddTo(ParameterSet parameters)
        {
            if (value is double[] wide)
            {
                parameters.Add(Name, wide, (double[])(object)_gradient, Shape);
            }
            else
            {
                parameters.Add(Name, (float[])(object)value, (float[])(object)_gradient, Shape);
            }
        }

        public void Play(long step) => Array.Copy(gradients, step * value.Length, _gradient, 0, value.Length);

        public void Record(long step) => Array.Copy(value, 0, Recorded, step * value.Length, value.Length);
    }
}
