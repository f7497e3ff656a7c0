namespace Impetus.Inspection;

/// <summary>How far the entries of a critical buffer agree with each other (Malviya et al. 2024, Figure 8).</summary>
/// <param name="Count">How many entries there are, from 1.</param>
/// <param name="Variance">
/// The mean over coordinates of the variance between entries, (1/n) Σₖ (bₖ − b̄)². The paper draws a variance without saying
/// which; this one does not depend on the size of the model.
/// </param>
/// <param name="MeanCosine">
/// The mean of the cosines between the entry with the largest norm, the first of equals, and every other. A cosine with a
/// zero vector is 0; NaN while there is one entry only. With sums per tensor every tensor has a buffer of its own, and the
/// value for all parameters is the mean over tensors.
/// </param>
public sealed record BufferAgreement(int Count, double Variance, double MeanCosine);
