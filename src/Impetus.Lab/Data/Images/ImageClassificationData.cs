namespace Impetus.Lab.Data.Images;

/// <summary>The three parts of an image classification problem and the normalisation measured on the training part.</summary>
/// <param name="Training">What the optimizer sees.</param>
/// <param name="Validation">What learning rates are judged by.</param>
/// <param name="Test">Touched once per run, after the last step.</param>
public sealed record ImageClassificationData(LabelledImages Training, LabelledImages Validation, LabelledImages Test)
{
    // The split belongs to the task, not to a run: it must not change with the run's seed.
    private const ulong SplitSeed = 2026;

    /// <summary>Mean and deviation of the training part.</summary>
    public ImageNormalization Normalization { get; } = ImageNormalization.Of(Training);

    /// <summary>Cuts a random validation part from the training set; always the same one.</summary>
    /// <param name="training">The whole training set.</param>
    /// <param name="test">The test set.</param>
    /// <param name="validationCount">Images in the validation part.</param>
    public static ImageClassificationData Split(LabelledImages training, LabelledImages test, int validationCount)
    {
        ReadOnlySpan<int> order = new DeterministicRandom(SplitSeed).Permutation(training.Count);
        return new ImageClassificationData(
            training.Select(order[validationCount..]),
            training.Select(order[..validationCount]),
            test);
    }

    /// <summary>The first examples of each part, for budgets that do not afford them all.</summary>
    /// <param name="training">Training examples; all if larger than the part.</param>
    /// <param name="validation">Validation examples; all if larger than the part.</param>
    /// <param name="test">Test examples; all if larger than the part.</param>
    public ImageClassificationData Limit(int training, int validation, int test) => new(
        Training.First(Math.Min(training, Training.Count)),
        Validation.First(Math.Min(validation, Validation.Count)),
        Test.First(Math.Min(test, Test.Count)));
}
