using MathNet.Numerics.LinearAlgebra;

namespace Impetus.Lab.Papers.Am;

/// <summary>
/// Eq. 8 and 9, as a function of the step y from the current point, less f there: the larger of two planes,
/// max(⟨g, y⟩, b + ⟨d, y⟩), plus ‖y‖²/2η and λ‖y + ηd‖²/2η, which hold the step short and close to the one before.
/// </summary>
/// <param name="Gradient">g.</param>
/// <param name="Memory">d.</param>
/// <param name="Height">b, how far the memory's plane lies above f at the current point; the paper has f(x₋) − f(x).</param>
/// <param name="Rate">η, above 0.</param>
/// <param name="Proximity">λ, from 0.</param>
internal sealed record TwoPlaneModel(Vector<double> Gradient, Vector<double> Memory, double Height, double Rate, double Proximity)
{
    /// <summary>The model with its proximal terms, which the step shall minimise.</summary>
    public double Value(Vector<double> step) => Math.Max(GradientPlane(step), MemoryPlane(step)) + Proximal(step);

    /// <summary>⟨g, y⟩.</summary>
    public double GradientPlane(Vector<double> step) => Gradient.DotProduct(step);

    /// <summary>b + ⟨d, y⟩.</summary>
    public double MemoryPlane(Vector<double> step) => Height + Memory.DotProduct(step);

    /// <summary>
    /// The dual of Eq. 11: the least that the planes, weighted by 1 − β and β, and the proximal terms come to. For no β in [0, 1]
    /// is it above any value of the model.
    /// </summary>
    public double Dual(double share)
    {
        Vector<double> pull = Gradient + (share * (Memory - Gradient)) + (Proximity * Memory);
        return (share * Height) - (Rate * pull.DotProduct(pull) / (2 * (1 + Proximity))) + (Rate * Proximity * Memory.DotProduct(Memory) / 2);
    }

    /// <summary>Eq. 12: the β that the dual is largest at, from 0 to <paramref name="most"/>; 0 if d = g.</summary>
    public double Share(double most = 1)
    {
        Vector<double> difference = Memory - Gradient;
        double square = difference.DotProduct(difference);
        double share = (((1 + Proximity) * Height / Rate) - difference.DotProduct(Gradient + (Proximity * Memory))) / square;
        return square > 0 && double.IsFinite(share) ? Math.Clamp(share, 0, most) : 0;
    }

    /// <summary>Eq. 13: the next memory, [(1 − β)g + (β + λ)d] / (1 + λ); the step is −η times it.</summary>
    public Vector<double> NextMemory(double share) => (((1 - share) * Gradient) + ((share + Proximity) * Memory)) / (1 + Proximity);

    private double Proximal(Vector<double> step)
    {
        Vector<double> change = step + (Rate * Memory);
        return (step.DotProduct(step) + (Proximity * change.DotProduct(change))) / (2 * Rate);
    }
}
