namespace Impetus.Inspection;

/// <summary>What a step did, all in all and to every parameter.</summary>
/// <param name="StepCount">How many steps the optimizer has taken, with this one.</param>
/// <param name="IsTaken">
/// Whether parameters were moved. They are not where a gradient that is not finite made the optimizer skip the step, and
/// while gradients are still being gathered.
/// </param>
/// <param name="Loss">The loss before the step; NaN if it is not known.</param>
/// <param name="Total">The quantities over all parameters.</param>
/// <param name="Tensors">The quantities of every parameter by itself, by name.</param>
public sealed record StepReport(
    long StepCount, bool IsTaken, double Loss, StepQuantities Total, IReadOnlyDictionary<string, StepQuantities> Tensors);
