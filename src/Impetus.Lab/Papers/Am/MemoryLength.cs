namespace Impetus.Lab.Papers.Am;

/// <summary>
/// How long the memory d is, step by step, and what its length comes from. Where no bound of β acts,
/// ‖d‖² ← (1 − s)‖d‖² − s·B/η with s = (1 − β)/(1 + λ), the gradient's share. Here B = f(x₋) − f(x) − η⟨g, d⟩ if the rule is told the
/// loss, which is not negative for convex functions; and B = 0 if it is not told.
/// </summary>
internal sealed class MemoryLength
{
    // λ, as the optimizer has it by default.
    private const double Proximity = 0.1;

    // Where the gradient's share or the way is smaller, the change of the length drowns in rounding.
    private const double SmallestShare = 1e-4;
    private const double SmallestDecrease = 1e-8;

    private double[] _memory = [];
    private double _value;

    /// <summary>‖d‖/‖g‖ in the last step that was seen.</summary>
    public double RelativeLength { get; private set; } = double.NaN;

    /// <summary>‖d‖/‖g‖ step by step.</summary>
    public List<double> RelativeLengths { get; } = [];

    /// <summary>Steps in which no bound acted.</summary>
    public int FreeSteps { get; private set; }

    /// <summary>The largest relative deviation from the formula in those steps, told the loss.</summary>
    public double DeviationWithLoss { get; private set; }

    /// <summary>The largest relative deviation from the formula in those steps, not told the loss.</summary>
    public double DeviationWithoutLoss { get; private set; }

    /// <summary>Takes the first step, whose memory is the gradient.</summary>
    public void Start(RecordedRegression problem, ReadOnlySpan<double> point, double rate)
    {
        _memory = Difference(problem.Point, point, rate);
        _value = problem.Values[^1];
    }

    /// <summary>Takes one more step.</summary>
    /// <param name="problem">Knows the point that the step started from, with its value and gradient.</param>
    /// <param name="point">Where the step led.</param>
    /// <param name="rate">η.</param>
    /// <param name="share">β.</param>
    public void Observe(RecordedRegression problem, ReadOnlySpan<double> point, double rate, double share)
    {
        double[] next = Difference(problem.Point, point, rate), gradient = problem.LatestGradient;
        double square = Inner(_memory, _memory), nextSquare = Inner(next, next), intake = (1 - share) / (1 + Proximity);
        RelativeLength = Math.Sqrt(nextSquare / Inner(gradient, gradient));
        RelativeLengths.Add(RelativeLength);
        if (share is > 0 and < 1 && intake > SmallestShare && rate * square > SmallestDecrease * _value)
        {
            double excess = ((_value - problem.Values[^1]) / rate) - Inner(gradient, _memory);
            FreeSteps++;
            DeviationWithLoss = Math.Max(DeviationWithLoss, Math.Abs(nextSquare - ((1 - intake) * square) + (intake * excess)) / square);
            DeviationWithoutLoss = Math.Max(DeviationWithoutLoss, Math.Abs(nextSquare - ((1 - intake) * square)) / square);
        }

        (_memory, _value) = (next, problem.Values[^1]);
    }

    private static double[] Difference(double[] before, ReadOnlySpan<double> after, double rate)
    {
        double[] memory = new double[before.Length];
        for (int i = 0; i < memory.Length; i++)
        {
            memory[i] = (before[i] - after[i]) / rate;
        }

        return memory;
    }

    private static double Inner(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
