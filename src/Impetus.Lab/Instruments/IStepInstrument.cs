namespace Impetus.Lab.Instruments;

/// <summary>
/// An instrument that has to be there while a step is taken: the step that it measures after goes through it. The step is
/// the optimizer's own, to the last bit.
/// </summary>
public interface IStepInstrument : IInstrument
{
    /// <summary>Takes a step of the optimizer and watches it.</summary>
    /// <param name="optimizer">The run's optimizer.</param>
    /// <param name="evaluate">Fills in the gradients at the weights as they stand, and gives the loss.</param>
    /// <returns>The loss.</returns>
    double Step(Optimizer optimizer, Func<double> evaluate);
}
