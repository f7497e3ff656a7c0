using System.Globalization;
using Impetus.Lab.Data;
using Impetus.Lab.Problems;
using Impetus.Lab.Reproduction;
using MathNet.Numerics.LinearAlgebra;

namespace Impetus.Lab.Papers.Am;

/// <summary>Appendix B: momentum that does not overshoot, and why the memory's plane should lie above the loss. Every statement over random cases.</summary>
internal sealed class NonOvershooting : IExperiment
{
    private const string Descent = "B.1: gradient descent with η ≤ 1/L brings every coordinate monotonically closer, on any convex smooth function";
    private const string Signs = "B.2: as long as coordinates decrease monotonically, gradient and memory keep the sign of x − x*";
    private const string NoOvershoot = "B.3: with η ≤ (1 − √β)²/((1 − β)L) no coordinate of a diagonal quadratic overshoots";
    private const string OneStep = "B.4: the closed form of β minimises the distance to the optimum after one step, and is Eq. 12 with ⟨d − g, x − x*⟩ for b and λ = 0";
    private const string Overestimates = "B.5: as long as coordinates decrease monotonically, (d − g)ᵢ(x − x*)ᵢ ≥ 0, so the plane of the best β lies above f(x)";
    private const double Rounding = 1e-9;

    public string Id => "am/appendixB";

    public Publication Paper => Publications.AdaptiveMemory;

    public string Title => "Momentum without overshooting: the propositions of the appendix, over random problems";

    public IReadOnlyList<string> Claims => [Descent, Signs, NoOvershoot, OneStep, Overestimates];

    public Findings Run(ExperimentSettings settings)
    {
        int count = settings.Choose(500, 20_000, 200_000);
        Check diagonal = Count("gradient descent, diagonal", settings.Map(count, run => Descends(settings.Seed, run, isRotated: false)));
        Check rotated = Count("gradient descent, rotated", settings.Map(count, run => Descends(settings.Seed, run, isRotated: true)));
        PathCheck[] fromGradient = settings.Map(count, run => PathCheck.Of(settings.Seed, run, startsAtGradient: true));
        PathCheck[] fromZero = settings.Map(count, run => PathCheck.Of(settings.Seed, run, startsAtGradient: false));
        Check signs = Count("B.2, d starts at g₀", [.. fromGradient.Select(path => path.KeepsSigns)]), signsFromZero = Count("B.2, d starts at 0", [.. fromZero.Select(path => path.KeepsSigns)]);
        Check below = Count("B.3, d starts at g₀", [.. fromGradient.Where(path => path.IsBelowBound).Select(path => path.IsMonotonic)]);
        Check belowFromZero = Count("B.3, d starts at 0", [.. fromZero.Where(path => path.IsBelowBound).Select(path => path.IsMonotonic)]);
        Check above = Count("above the bound of B.3", [.. fromGradient.Where(path => !path.IsBelowBound).Select(path => path.IsMonotonic)]);
        Check excess = Count("B.5, d starts at g₀", [.. fromGradient.Select(path => path.LeastExcess >= -Rounding)]), excessFromZero = Count("B.5, d starts at 0", [.. fromZero.Select(path => path.LeastExcess >= -Rounding)]);
        double[] deviations = settings.Map(count, run => OneStepDeviation(settings.Seed, run));
        return new()
        {
            Seeds = count,
            Rows = [.. new[] { diagonal, rotated, signs, signsFromZero, below, belowFromZero, above, Count("B.4", [.. deviations.Select(value => value < Rounding)]), excess, excessFromZero }.Select(check => check.Row())],
            Claims =
            [
                Decision.Exact(Descent, diagonal.Violations + rotated.Violations == 0, $"{diagonal}; {rotated}"),
                Decision.Exact(Signs, signs.Violations == 0, $"{signs}; {signsFromZero}"),
                Decision.Exact(NoOvershoot, below.Violations + belowFromZero.Violations == 0, $"{below}; {belowFromZero}; {above}"),
                Decision.Exact(OneStep, deviations.Max() < Rounding, string.Create(CultureInfo.InvariantCulture, $"the distance after the step is at most {deviations.Max():G2} above the smallest that a search over β finds, relative to it, in {count:N0} random cases")),
                Decision.Exact(Overestimates, excess.Violations == 0, $"{excess}; {excessFromZero}"),
            ],
            Figures = [NonOvershootingFigure.Of()],
            Notes =
            [
                "Quadratics with curvatures from 10⁻³ to L = 1, spread evenly on a logarithmic scale; β from 0 to 0.99; starts N(0, 1); 300 steps. Rates are 0.02 to 3 times the bound of B.3, and B.2 and B.5 look at a coordinate for as long as it has decreased monotonically.",
                "B.1 is said of any convex smooth function. It is true where coordinates do not interact, which is all that the appendix goes on to use; on quadratics that are rotated against the axes it is not.",
                "The memory is taken to start at the first gradient, as AM-MGD does it. Started at 0, as MGD does it, d is below g in the first steps, and B.5 does not hold there.",
            ],
        };
    }

    /// <summary>Gradient descent on a quadratic of two coordinates, in its own axes or in others.</summary>
    private static bool Descends(ulong seed, int run, bool isRotated)
    {
        DeterministicRandom random = DeterministicRandom.For(seed, (ulong)run);
        double rate = random.NextUniform(), curvature = Math.Pow(10, -3 * random.NextUniform()), angle = isRotated ? Math.PI * random.NextUniform() : 0;
        (double sine, double cosine) = Math.SinCos(angle);
        double x = random.NextNormal(), y = random.NextNormal();
        for (int step = 0; step < 300; step++)
        {
            // The slopes along the axes of the quadratic, with curvatures 1 and h, turned back.
            double along = (cosine * x) + (sine * y), across = curvature * ((cosine * y) - (sine * x));
            double nextX = x - (rate * ((cosine * along) - (sine * across))), nextY = y - (rate * ((sine * along) + (cosine * across)));
            if (!IsCloser(nextX, x) || !IsCloser(nextY, y))
            {
                return false;
            }

            (x, y) = (nextX, nextY);
        }

        return true;

        static bool IsCloser(double next, double before) => Math.Abs(before) < 1e-250 || (Math.Abs(next) <= Math.Abs(before) && next * Math.Sign(before) >= 0);
    }

    /// <summary>How much farther from the optimum the β of the closed form leads than the best that a search finds; relative, for random vectors.</summary>
    private static double OneStepDeviation(ulong seed, int run)
    {
        const double Most = 0.9;
        DeterministicRandom random = DeterministicRandom.For(seed, (ulong)run);
        int dimension = 1 + random.Next(20);
        Vector<double> way = Vector<double>.Build.Dense(random.NextNormalPoint(dimension)), gradient = Vector<double>.Build.Dense(random.NextNormalPoint(dimension));
        Vector<double> memory = Vector<double>.Build.Dense(random.NextNormalPoint(dimension));
        double rate = Math.Pow(10, (2 * random.NextUniform()) - 1);
        TwoPlaneModel model = new(gradient, memory, (memory - gradient).DotProduct(way), rate, Proximity: 0);
        double low = 0, high = Most;
        while (high - low > 1e-12)
        {
            // The distance is convex in β: a third that cannot hold the smallest goes.
            double third = (high - low) / 3;
            (low, high) = Distance(low + third) < Distance(high - third) ? (low, high - third) : (low + third, high);
        }

        return (Distance(model.Share(Most)) - Distance((low + high) / 2)) / Distance((low + high) / 2);

        double Distance(double share) => (way - (rate * (gradient + (share * (memory - gradient))))).L2Norm();
    }

    private static Check Count(string name, bool[] outcomes) => new(name, outcomes.Length, outcomes.Count(holds => !holds));

    private sealed record Check(string Name, int Cases, int Violations)
    {
        public Dictionary<string, object?> Row() => new() { ["optimizer"] = Name.StartsWith('g') ? "sgd" : "mgd", ["statement"] = Name, ["cases"] = Cases, ["violations"] = Violations };

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name}: {Violations:N0} of {Cases:N0} cases to the contrary");
    }

    /// <summary>One coordinate of a run.</summary>
    private readonly record struct PathCheck(bool IsBelowBound, bool IsMonotonic, bool KeepsSigns, double LeastExcess)
    {
        public static PathCheck Of(ulong seed, int run, bool startsAtGradient)
        {
            DeterministicRandom random = DeterministicRandom.For(seed, (ulong)run);
            double momentum = 0.99 * random.NextUniform(), relativeRate = Math.Pow(10, (2.2 * random.NextUniform()) - 1.7), curvature = Math.Pow(10, -3 * random.NextUniform());
            // Half of the runs below the bound; those above it at the stiffest coordinate, whose bound it is.
            bool isBelow = relativeRate <= 1;
            double rate = relativeRate * HeavyBallPath.LargestRate(momentum, 1);
            HeavyBallPath path = new(isBelow ? curvature : 1, random.NextNormal(), startsAtGradient);
            bool keepsSigns = true;
            double leastExcess = 0;
            for (int step = 0; step < 300; step++)
            {
                path.Step(rate, momentum);
                if (path.IsMonotonic)
                {
                    keepsSigns &= path.KeepsSigns;
                    leastExcess = Math.Min(leastExcess, path.Excess);
                }
            }

            return new(isBelow, path.IsMonotonic, keepsSigns, leastExcess);
        }
    }
}
