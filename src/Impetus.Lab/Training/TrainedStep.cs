using Impetus.Lab.Runs;

namespace Impetus.Lab.Training;

/// <summary>What whoever watches a run hears after a step, and once before the first.</summary>
/// <param name="Step">Steps taken so far; 0 before the first.</param>
/// <param name="Loss">The loss of the last batch; NaN before the first step.</param>
/// <param name="Metric">The metric at the last point of the validation curve; null before the first.</param>
/// <param name="Point">The new point of the curve, where there is one.</param>
/// <param name="IsBest">Whether the point has the best metric so far.</param>
internal readonly record struct TrainedStep(long Step, double Loss, double? Metric, CurvePoint? Point, bool IsBest);
