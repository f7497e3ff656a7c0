using System.Globalization;
using Impetus.Lab.Problems;
using Impetus.Lab.Problems.Functions;
using Impetus.Lab.Reproduction;

namespace Impetus.Lab.Papers.Cm;

/// <summary>Section 3.2 and Figure 3: how fast classical and critical momenta converge on quadratics.</summary>
internal sealed class ConvergenceRates : IExperiment
{
    private const string Converges = "Critical momenta converge for a wide range of condition numbers, with β tuned and with β = 0.9";
    private const string Describes = "The matrix A, with θ and the last C momenta as state, describes the dynamics";
    private const double Tolerance = 1e-9;

    private static readonly Reading<bool>[] Signs =
    [
        new("as printed, +α/C in the last column", "Section 3.2", true),
        new("−α/C, as in the columns before it", "what Eq. 8 says; the sign in print is taken for a misprint", false),
    ];

    public string Id => "cm/fig3";

    public Publication Paper => Publications.CriticalMomenta;

    public string Title => "Convergence rates 1 − ρ* of classical and critical momenta (C = 5) on quadratics, by condition number";

    public IReadOnlyList<string> Claims => [Converges, Describes];

    public Findings Run(ExperimentSettings settings)
    {
        double[] conditionNumbers = settings.Choose<double[]>(
            [10, 100], [2, 5, 10, 20, 50, 100, 200, 500, 1_000], [2, 3, 5, 10, 20, 30, 50, 100, 200, 300, 500, 1_000, 2_000, 5_000, 10_000]);
        int momenta = settings.Choose(12, 100, 200), pointsPerDecade = settings.Choose(30, 300, 600);
        // Classical momentum is at its best with β = ρ*², so its root is spread evenly.
        double[] tuned = [0.9, .. Enumerable.Range(0, momenta).Select(k => k * k / (double)(momenta * momenta))];
        // With β near 1 the best α is a small part of 1/L.
        double smallest = 1e-3 / conditionNumbers[^1];
        RateSearch classical = RateSearch.Of(settings, CompanionMatrix.Classical, tuned, smallest, pointsPerDecade);
        RateSearch critical = RateSearch.Of(settings, CompanionMatrix.Critical, tuned, smallest, pointsPerDecade);
        Curve[] curves =
        [
            new("sgdm", "classical momentum, α and β tuned", [.. conditionNumbers.Select(number => classical.Best(number))]),
            new("sgdm", "classical momentum, β = 0.9", [.. conditionNumbers.Select(number => classical.Best(number, 0.9))]),
            new("sgd-cm", "critical momenta, α and β tuned", [.. conditionNumbers.Select(number => critical.Best(number))]),
            new("sgd-cm", "critical momenta, β = 0.9", [.. conditionNumbers.Select(number => critical.Best(number, 0.9))]),
        ];
        return new()
        {
            Seeds = 1,
            Rows = [.. curves.SelectMany(curve => curve.Points.Select((point, index) => Row(curve, conditionNumbers[index], point)))],
            Claims = [Convergence(curves, conditionNumbers), Simulation()],
            Figures =
            [
                new("Convergence rate by condition number", new("Condition number κ = L/μ", IsLogarithmic: true), new("1 − ρ*", IsLogarithmic: true),
                    [.. curves.Select(curve => new FigureCurve(curve.Name, conditionNumbers, [.. curve.Points.Select(point => 1 - point.Radius)]))])
                {
                    Caption = "ρ* is the spectral radius of the companion matrix at the worst curvature between μ and L, for the best α (and β). Higher is faster; 0 is no convergence.",
                },
            ],
            Notes =
            [
                "Momentum is the sum m ← βm + g, as the matrix of the paper implies, not the average of its Eq. 1. α is given for L = 1.",
                "The paper prints +α/C in the last column of the matrix; with that sign it does not describe the method. The sign is − like that of the columns before it.",
                "The paper calls the spectral radius the largest singular value; what counts for convergence, and is taken here, is the largest absolute eigenvalue.",
                SearchError(curves[0], conditionNumbers),
                $"On these quadratics critical momenta are slower than classical momentum {Slower(curves[0], curves[2], conditionNumbers)} with β tuned, and {Slower(curves[1], curves[3], conditionNumbers)} with β = 0.9.",
                "The matrix assumes that the buffer holds the last C momenta. The check runs the optimizer with a decay of priorities of 10⁻⁶, which brings that about.",
            ],
        };
    }

    private static Claim Convergence(Curve[] curves, double[] conditionNumbers)
    {
        RatePoint[] critical = [.. curves.Where(curve => curve.Optimizer == "sgd-cm").SelectMany(curve => curve.Points)];
        return Decision.Exact(Converges, critical.All(point => point.Radius < 1), string.Create(
            CultureInfo.InvariantCulture,
            $"the largest ρ* for κ from {conditionNumbers[0]} to {conditionNumbers[^1]} is {critical.Max(point => point.Radius):G6}"));
    }

    /// <summary>Runs the optimizer beside the powers of the matrix, for several curvatures.</summary>
    private static Claim Simulation()
    {
        double ours = Deviation(CompanionMatrix.Critical), printed = Deviation(CompanionMatrix.CriticalAsPrinted);
        return Readings.Decide(Signs, isPrinted => Decision.Exact(Describes, (isPrinted ? printed : ours) < Tolerance, string.Create(
            CultureInfo.InvariantCulture,
            $"over 60 steps θ differs from the optimizer's by at most {(isPrinted ? printed : ours):G3}")));
    }

    private static double Deviation(Func<double, double, double[,]> matrix)
    {
        const double Rate = 0.05, Momentum = 0.8;
        double largest = 0;
        foreach (double curvature in new[] { 0.1, 0.5, 1.0 })
        {
            // The optimizer averages, m ← βm + (1 − β)g, so its rate is that of the sum over 1 − β.
            OptimizerSpecification optimizer = OptimizerSpecification.Parse(
                $"sgd-cm:lr={Rate / (1 - Momentum)},beta1={Momentum},capacity={CompanionMatrix.Capacity},decay=1e-6");
            double[,] transition = matrix(Rate * curvature, Momentum);
            double[] state = new double[transition.GetLength(0)];
            state[0] = 1;
            new ProblemRun(new Quadratic(curvature), optimizer, [1], Steps: 60)
            {
                Observe = (step, point, _) =>
                {
                    largest = Math.Max(largest, Math.Abs(state[0] - point[0]));
                    state = CompanionMatrix.Apply(transition, state);
                },
            }.Train();
        }

        return largest;
    }

    /// <summary>How far the search on a grid is from the optimum where that is known: classical momentum, (√κ − 1) / (√κ + 1).</summary>
    private static string SearchError(Curve classical, double[] conditionNumbers)
    {
        double excess = classical.Points.Select((point, index) => point.Radius - Optimum(conditionNumbers[index])).Max();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"α and β are found on a grid; for classical momentum, where (√κ − 1) / (√κ + 1) is known to be the optimum, its ρ* is too large by at most {excess:G2}.");

        static double Optimum(double conditionNumber) => (Math.Sqrt(conditionNumber) - 1) / (Math.Sqrt(conditionNumber) + 1);
    }

    private static string Slower(Curve classical, Curve critical, double[] conditionNumbers)
        => $"at {classical.Points.Zip(critical.Points).Count(pair => pair.Second.Radius > pair.First.Radius)} of {conditionNumbers.Length} condition numbers";

    private static Dictionary<string, object?> Row(Curve curve, double conditionNumber, RatePoint point) => new()
    {
        ["optimizer"] = curve.Optimizer,
        ["variant"] = curve.Name,
        ["conditionNumber"] = conditionNumber,
        ["rate"] = 1 - point.Radius,
        ["spectralRadius"] = point.Radius,
        ["alpha"] = point.Rate,
        ["beta"] = point.Momentum,
    };

    private sealed record Curve(string Optimizer, string Name, IReadOnlyList<RatePoint> Points);
}
