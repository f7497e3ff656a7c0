using Impetus.Algebra;
using Impetus.Kernels.Matrices;

namespace Impetus.Scalings;

/// <summary>
/// The scaling of Muon (Jordan et al. 2024): the nearest matrix to the direction whose singular values are all 1, or near it, by a few
/// steps of a Newton–Schulz iteration (<see cref="NewtonSchulz{TElement}"/>). It scales a matrix, not its coordinates.
/// </summary>
public static class Orthogonalization
{
    /// <summary>Hyper-parameters of the orthogonalisation.</summary>
    public sealed record Options : ScalingOptions
    {
        /// <inheritdoc/>
        public override string Name => "orthogonal";

        /// <inheritdoc/>
        public override IReadOnlyList<string> Equations(string signal) =>
        [
            "X = d / (‖d‖ + ε)",
            $"n times: X ← aX + b(XXᵀ)X + c(XXᵀ)²X,  a = {Text(Coefficients.A)}, b = {Text(Coefficients.B)}, c = {Text(Coefficients.C)}",
        ];

        /// <summary>n, from 1: how often the iteration runs.</summary>
        [Option("steps", OptionRange.Count, "n, the steps of the Newton–Schulz iteration")]
        public int Steps { get; set => field = Count(value); } = 5;

        /// <summary>ε, from 0.</summary>
        [Option("eps", OptionRange.NonNegative, "ε, added to the norm of a matrix")]
        public double Epsilon { get; set => field = NonNegative(value); } = 1e-7;

        /// <summary>How η depends on a matrix's shape.</summary>
        [Option("adjust-lr", OptionRange.Choice, "how η depends on a matrix's shape: √max(1, rows/columns), or 0.2√max(rows, columns), with which rates of AdamW fit")]
        public MatrixRate Rate { get; set; }

        /// <summary>a, b and c of the iteration, chosen for a steep slope at 0 rather than for convergence: singular values end between 0.7 and 1.2.</summary>
        public (double A, double B, double C) Coefficients { get; set; } = (3.4445, -4.7750, 2.0315);

        internal override int SlotCount => 0;

        internal override TResult Accept<TResult>(IScalingVisitor<TResult> visitor)
            => throw new NotSupportedException("This scaling belongs to rules of whole matrices, which no formula of single coordinates has.");

        /// <summary>What η is multiplied with.</summary>
        internal double RateFactor(double rows, double columns)
            => Rate == MatrixRate.Original ? Math.Sqrt(Math.Max(1, rows / columns)) : 0.2 * Math.Sqrt(Math.Max(rows, columns));

        private static string Text(double value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture).Replace('-', '−');
    }
}

/// <summary>How the learning rate of an orthogonalised direction depends on the matrix's shape.</summary>
public enum MatrixRate
{
    /// <summary>√max(1, rows/columns), as Jordan et al. 2024 have it.</summary>
    Original,

    /// <summary>0.2√max(rows, columns): steps are about as long as AdamW's, whose learning rates then fit (Liu et al. 2025).</summary>
    MatchRmsAdamw,
}
