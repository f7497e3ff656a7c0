namespace Impetus.Inspection;

/// <summary>What is measured of a step, over all parameters or for one of them.</summary>
/// <param name="GradientNorm">
/// ‖g‖₂ of the gradient that the rule was given: under SAM and the extragradient the one at the second point, under
/// accumulation the mean; before clipping and before coupled weight decay. Parameters that steps pass over (frozen, or
/// without a gradient) count as zero.
/// </param>
/// <param name="UpdateNorm">‖θₜ − θₜ₋₁‖₂, with everything that moved the parameters: the rule, its weight decay, wrappers.</param>
/// <param name="Distance">‖θₜ − θ₀‖₂, where θ₀ is where the parameters were when the inspection was made.</param>
/// <param name="AverageStepSize">
/// The mean over coordinates of |θₜ − (1 − ημ)θₜ₋₁|, with μ the decoupled weight decay: what the rule alone did. For Adam
/// and MAdam that is |η m / (√v + ε)|, for LaProp and LaMAdam |η m|, as maximum variation averaging defines it (Zhu et al.
/// 2021, Section 5; m and v without bias). The mean runs over parameters that the step moved; 0 if there are none.
/// </param>
/// <param name="Scalars">
/// What the memory planned the step with, by the names of <see cref="Telemetry"/>: <c>cosine</c> and <c>damping</c> of
/// torque-aware momentum, <c>beta</c> of adaptive memory, <c>priority-0</c> and on of critical momenta.
/// </param>
/// <param name="SecondMomentDecay">
/// The β of maximum variation averaging, over the coordinates that the step moved; null without such a scaling, and where
/// nothing was moved.
/// </param>
/// <param name="Buffer">How far the critical buffer agrees with itself after the step; null without a buffer, and while it is empty.</param>
public sealed record StepQuantities(
    double GradientNorm,
    double UpdateNorm,
    double Distance,
    double AverageStepSize,
    IReadOnlyDictionary<string, double> Scalars,
    Quantiles? SecondMomentDecay,
    BufferAgreement? Buffer)
{
    /// <summary>The key of <see cref="GradientNorm"/>.</summary>
    public const string GradientNormKey = "gradient-norm";

    /// <summary>The key of <see cref="UpdateNorm"/>.</summary>
    public const string UpdateNormKey = "update-norm";

    /// <summary>The key of <see cref="Distance"/>.</summary>
    public const string DistanceKey = "distance";

    /// <summary>Every number that there is, by key: what a series of steps is recorded under.</summary>
    public IReadOnlyDictionary<string, double> ByKey()
    {
        Dictionary<string, double> numbers = new(Scalars)
        {
            [GradientNormKey] = GradientNorm,
            [UpdateNormKey] = UpdateNorm,
            [DistanceKey] = Distance,
            ["average-step-size"] = AverageStepSize,
        };
        if (SecondMomentDecay is { } decay)
        {
            numbers["second-moment-decay-mean"] = decay.Mean;
            foreach ((string name, double value) in decay.ByName())
            {
                numbers[$"second-moment-decay-{name}"] = value;
            }
        }

        if (Buffer is { } buffer)
        {
            numbers["buffer-variance"] = buffer.Variance;
            numbers["buffer-cosine"] = buffer.MeanCosine;
        }

        return numbers;
    }
}
