using static Impetus.Lab.Problems.Functions.SecondOrder;

namespace Impetus.Lab.Problems.Functions;

/// <summary>The valley of Rosenbrock with the ripples of Ackley (critical momenta, Eq. 14).</summary>
/// <remarks>The paper places the minimum at (2.1, 3.9); that of the printed formula lies beside it, at the point given here.</remarks>
public sealed class AckleyRosenbrock : PlanarFunction
{
    /// <inheritdoc/>
    public override Interval Domain => new(-4, 4);

    /// <inheritdoc/>
    public override IReadOnlyList<double[]> Minima { get; } = [[1.99765769, 4.00122004]];

    /// <inheritdoc/>
    public override double MinimumValue => 0.3686532731164664;

    private protected override SecondOrder Formula(in SecondOrder x, in SecondOrder y)
        => (0.05 * Square(1 - x)) + (0.05 * Square(y - Square(x)))
            + (0.6 * (Exp(-0.2 * Sqrt(0.5 * (Square(x) + Square(y)))) - Exp(0.5 * (Cos(2 * Math.PI * x) + Cos(2 * Math.PI * y))) + Math.E));
}
