using System.Numerics;

namespace Impetus.Checkpoints;

/// <summary>What the tensors of a recorded stream of gradients are called.</summary>
internal static class RecordedStream
{
    public const string ParameterPrefix = "param/", GradientPrefix = "grad/", LossName = "loss", LearningRateName = "lr";
}

/// <summary>A recorded stream of gradients, read and found to be whole.</summary>
internal sealed class RecordedStream<TElement>
    where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
{
    private const string ParameterPrefix = RecordedStream.ParameterPrefix, GradientPrefix = RecordedStream.GradientPrefix;
    private const string LossName = RecordedStream.LossName, LearningRateName = RecordedStream.LearningRateName;

    /// <summary>Reads a stream.</summary>
    /// <exception cref="InvalidDataException">Tensors are missing, or their shapes do not fit each other.</exception>
    public RecordedStream(SafetensorsFile input)
    {
        RefuseStrangers(input);
        Tracks = [.. Read(input)];
        StepCount = Tracks[0].StepCount;
        if (StepCount == 0)
        {
            throw new InvalidDataException($"'{GradientPrefix}{Tracks[0].Name}' has no steps: there is nothing to replay.");
        }

        if (Array.Find(Tracks, track => track.StepCount != StepCount) is { } other)
        {
            throw new InvalidDataException($"'{GradientPrefix}{Tracks[0].Name}' has {StepCount} steps, but '{GradientPrefix}{other.Name}' has {other.StepCount}.");
        }

        (Losses, LearningRates) = (Series(input, LossName, StepCount), Series(input, LearningRateName, StepCount));
        if (LearningRates is not null && Array.FindIndex(LearningRates, rate => !double.IsFinite(rate) || rate < 0) is >= 0 and int bad)
        {
            throw new InvalidDataException($"'{LearningRateName}' is {LearningRates[bad]} at step {bad + 1}; a learning rate must lie in [0, ∞).");
        }

        if (Losses is not null && Array.FindIndex(Losses, loss => !double.IsFinite(loss)) is >= 0 and int odd)
        {
            throw new InvalidDataException($"'{LossName}' is {Losses[odd]} at step {odd + 1}; leave '{LossName}' out if the losses are not known.");
        }
    }

    public RecordedTensor<TElement>[] Tracks { get; }

    public long StepCount { get; }

    /// <summary>The loss before every step; null if it is not known.</summary>
    public double[]? Losses { get; }

    /// <summary>η of every step; null for that of the optimizer.</summary>
    public double[]? LearningRates { get; }

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

    private static IEnumerable<RecordedTensor<TElement>> Read(SafetensorsFile input)
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

            yield return new RecordedTensor<TElement>(name, [.. value.Shape], start, input.Read<TElement>(gradient), gradient.Shape[0]);
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
}

/// <summary>One parameter of a recorded stream.</summary>
internal sealed class RecordedTensor<TElement>(string name, long[] shape, TElement[] value, TElement[] gradients, long stepCount)
    where TElement : unmanaged
{
    private readonly TElement[] _gradient = new TElement[value.Length];

    public string Name { get; } = name;

    public long[] Shape { get; } = shape;

    public long StepCount { get; } = stepCount;

    /// <summary>The parameter after every step that was played.</summary>
    public TElement[] Played { get; } = new TElement[gradients.Length];

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

    public void Record(long step) => Array.Copy(value, 0, Played, step * value.Length, value.Length);
}
