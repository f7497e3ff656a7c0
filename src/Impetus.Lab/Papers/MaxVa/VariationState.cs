using Impetus.Lab.Data;
using Impetus.Lab.Problems;

namespace Impetus.Lab.Papers.MaxVa;

/// <summary>What Eq. 8 is given at a step: the averages before it, freed of their start at 0, and the gradient.</summary>
/// <param name="First">β₁.</param>
/// <param name="Weight">w of the step before; 0 at the first step.</param>
/// <param name="Mean">u of the step before.</param>
/// <param name="Square">v of the step before.</param>
/// <param name="Gradient">g.</param>
internal readonly record struct VariationState(double First, double Weight, double Mean, double Square, double Gradient)
{
    private const double Least = 0.5;

    /// <summary>v − u².</summary>
    public double Variance => Square - (Mean * Mean);

    /// <summary>R of Eq. 10.</summary>
    public double Deviation => (Gradient - Mean) * (Gradient - Mean) / Variance;

    /// <summary>w after the step.</summary>
    public double NextWeight => WeightOf(Clipped(0));

    /// <summary>The states of a random stream.</summary>
    public static VariationState[] Stream(ulong seed, int stream, int steps, double size)
    {
        DeterministicRandom random = DeterministicRandom.For(seed, (ulong)stream);
        double first = new[] { 0.9, 0.98, 0.999 }[random.Next(3)], centre = size * random.NextNormal(), noise = size * Math.Pow(10, (3 * random.NextUniform()) - 2);
        bool isSparse = stream % 3 == 0;
        VariationState[] states = new VariationState[steps];
        (double weight, double mean, double square) = (0, 0, 0);
        for (int t = 0; t < steps; t++)
        {
            double gradient = isSparse && random.Next(10) > 0 ? 0 : centre + (noise * random.NextNormal());
            VariationState state = new(first, weight, mean, square, gradient);
            double beta = state.Clipped(0), next = state.WeightOf(beta);
            mean = ((beta * weight * mean) + ((1 - beta) * gradient)) / next;
            square = ((beta * weight * square) + ((1 - beta) * gradient * gradient)) / next;
            weight = next;
            states[t] = state;
        }

        return states;
    }

    /// <summary>Eq. 8.</summary>
    /// <param name="delta">δ.</param>
    public double Coefficient(double delta = 0)
    {
        double deviation = (Gradient - Mean) * (Gradient - Mean);
        return (deviation + Variance) / ((Weight * (deviation - Variance)) + deviation + Variance + delta);
    }

    /// <summary>Eq. 10, with w of the step before, or of this one.</summary>
    public double Rewritten(bool isBefore)
    {
        double weight = isBefore ? Weight : NextWeight;
        return (Deviation + 1) / (((1 + weight) * Deviation) + 1 - weight);
    }

    /// <summary>The β that is taken; β₁ at the first step, and where Eq. 8 says nothing.</summary>
    public double Clipped(double delta) => Weight > 0 && Coefficient(delta) is var beta && !double.IsNaN(beta) ? Math.Clamp(beta, Least, First) : First;

    /// <summary>Whether B.2 is true, up to rounding.</summary>
    public bool IsWithinBounds(double rounding) => Coefficient() >= (1 / (1 + Weight)) - rounding && Coefficient() <= (1 + rounding) / (1 - Weight);

    /// <summary>Whether Eq. 8 gives a value, up to rounding that cancellation has made larger.</summary>
    public bool IsAbout(double value, double rounding) => Math.Abs(Coefficient() - value) < rounding * Math.Max(1, Square / Variance);

    /// <summary>By how much any other β has a larger variance than that of Eq. 8, relative to it; 0 for none.</summary>
    public double ExcessOfSearch()
    {
        const int Tried = 40;
        double best = VarianceAfter(Coefficient()), excess = 0;
        for (int k = 1; k <= Tried; k++)
        {
            // Weights from 0 to 1, beyond which β would be negative.
            double beta = (1 - (k / (double)Tried)) / (1 - Weight);
            excess = Math.Max(excess, (VarianceAfter(beta) - best) / Math.Max(best, Square));
        }

        return excess;
    }

    /// <summary>Eq. 7.</summary>
    private double VarianceAfter(double beta)
    {
        double weight = WeightOf(beta), mean = ((beta * Weight * Mean) + ((1 - beta) * Gradient)) / weight, square = ((beta * Weight * Square) + ((1 - beta) * Gradient * Gradient)) / weight;
        return square - (mean * mean);
    }

    private double WeightOf(double beta) => (beta * Weight) + (1 - beta);
}
