namespace Impetus.Lab.Training;

/// <summary>After which steps a curve has points: at the start, at the end, and evenly in between. Pure.</summary>
/// <param name="steps">Steps of the run.</param>
/// <param name="evaluations">Points with a validation result after step 0; 0 for no curve.</param>
/// <param name="losses">Points with a training loss after step 0.</param>
internal sealed class CurveSteps(long steps, int evaluations, long losses)
{
    /// <summary>Whether the curve gets a validation result after this step.</summary>
    /// <param name="step">Steps taken so far.</param>
    public bool IsEvaluation(long step) => evaluations > 0 && Falls(step, evaluations);

    /// <summary>Whether the curve gets a point after this step.</summary>
    /// <param name="step">Steps taken so far.</param>
    public bool IsPoint(long step) => IsEvaluation(step) || (losses > 0 && Falls(step, losses));

    // Step s is the last of its part if the next one begins another part.
    private bool Falls(long step, long parts) => step == 0 || (Int128)step * parts / steps > (Int128)(step - 1) * parts / steps;
}
