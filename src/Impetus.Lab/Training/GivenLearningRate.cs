namespace Impetus.Lab.Training;

/// <summary>The learning rate that a specification brings along.</summary>
internal static class GivenLearningRate
{
    /// <summary>
    /// The rate that is spelled with an optimizer, or its default. Making the optimizer for nothing finds options that
    /// contradict each other before hours of training do.
    /// </summary>
    /// <param name="text">The optimizer as its user spells it.</param>
    /// <param name="share">What the default is multiplied with, <see cref="Tasks.TrainingTask.RateShare"/>; a rate that is spelled stays.</param>
    /// <exception cref="LabException">The options contradict each other.</exception>
    /// <exception cref="FormatException">A name or an option is unknown, or a value is out of range.</exception>
    public static double Of(string text, double share = 1)
    {
        OptimizerSpecification specification = OptimizerSpecification.Parse(text);
        try
        {
            using ParameterSet nothing = [];    // whose parameters no group has to choose
            using Optimizer optimizer = specification.Create(nothing);
            return specification.Names("lr") ? optimizer.LearningRate : optimizer.LearningRate * share;
        }
        catch (ArgumentException error)
        {
            throw new LabException($"{text}: {error.Message}", error);
        }
    }
}
