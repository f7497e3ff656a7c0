namespace Impetus.Lab.Papers.Cm;

/// <summary>What a run on a landscape came to.</summary>
/// <param name="Loss">The loss after the last step.</param>
/// <param name="Sharpness">The largest eigenvalue of the Hessian there.</param>
/// <param name="HasArrived">Whether at some time the loss was below every minimum but the global one, which is so around that one alone.</param>
/// <param name="Cells">How many cells of a grid of 20 × 20 over the region of the starts the run has been in.</param>
internal readonly record struct Course(double Loss, double Sharpness, bool HasArrived, int Cells);
