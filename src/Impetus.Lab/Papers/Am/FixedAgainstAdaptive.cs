using System.Globalization;
using Impetus.Lab.Data;
using Impetus.Lab.Problems;
using Impetus.Lab.Problems.Functions;
using Impetus.Lab.Reproduction;

namespace Impetus.Lab.Papers.Am;

/// <summary>Section 3.1: momentum with every fixed coefficient of a grid against the adaptive one, on quadratics.</summary>
internal sealed class FixedAgainstAdaptive : IExperiment
{
    private const string BeatsAll = "The adaptive coefficient ends with a smaller gap than the best fixed one";
    private const string BeatsAllWithLoss = BeatsAll + ", if it is told the loss";
    private const string BeatsAllUnbounded = BeatsAll + ", if it is not told the loss and may go up to 1";
    private const string IsNarrow = "A fixed coefficient 0.02 away from the best one ends with a gap at least ten times as large";
    private const int Dimension = 20;

    public string Id => "am/fig1";

    public Publication Paper => Publications.AdaptiveMemory;

    public string Title => "Quadratics: objective gap with fixed momentum coefficients and with the adaptive one";

    public IReadOnlyList<string> Claims => [BeatsAll, BeatsAllWithLoss, BeatsAllUnbounded, IsNarrow];

    public Findings Run(ExperimentSettings settings)
    {
        int seeds = settings.Choose(3, 100, 100), steps = settings.Choose(100, 500, 500);
        double[] conditionNumbers = settings.Choose<double[]>([100], [10, 100, 1_000], [10, 30, 100, 300, 1_000, 3_000]);
        double[] coefficients = [.. Enumerable.Range(0, 50).Select(k => k * 0.02)];
        Instance[] instances = [.. conditionNumbers.Select(number => Instance.Run(settings, number, coefficients, seeds, steps))];
        Instance[] faster = [.. conditionNumbers.Select(number => Instance.Run(settings, number, coefficients, seeds, steps, rate: 1.9))];
        return new()
        {
            Seeds = seeds,
            Rows = [.. instances.SelectMany(instance => instance.Rows())],
            Claims =
            [
                Beats(BeatsAll, instances, instance => instance.WithoutLoss),
                Beats(BeatsAllWithLoss, instances, instance => instance.WithLoss),
                Beats(BeatsAllUnbounded, instances, instance => instance.Unbounded),
                Decision.All(IsNarrow, [.. instances.SelectMany(instance => instance.Neighbours().Select(neighbour => Decision.Smaller(
                    $"κ = {instance.ConditionNumber}, β = {neighbour.Beta:0.00} instead of {instance.BestBeta:0.00}", [.. instance.Best.Select(exponent => exponent + 1)], neighbour.Exponents)))]),
            ],
            Figures =
            [
                new("Gap after the last step, by fixed coefficient",
                    [.. instances.Select(instance => new FigurePanel(new("fixed β"), new("Median of f − f*", IsLogarithmic: true))
                    {
                        Title = $"κ = {instance.ConditionNumber}",
                        Curves = instance.Curves(coefficients),
                    })])
                {
                    Caption = "The level lines are the adaptive coefficient; a fixed one beats it where the curve is below the line. Mind the vertical axes, which differ.",
                    Columns = Math.Min(3, instances.Length),
                },
            ],
            Notes =
            [
                $"The paper does not describe its quadratic. Here: {Dimension} curvatures from 1/κ to 1, evenly spread on a logarithmic scale, starts from N(0, I), {steps} steps, learning rate 1 = 1/L, momentum as a moving average.",
                "Gaps are compared by their decimal exponents, run by run. The paper does not say which form the figure shows, and everything depends on it: in the practical form the coefficient lies in [0, 0.9] and the loss is estimated; the deterministic form is told the loss, and may go up to 1; the third form here has the estimate of the first and the range of the second.",
                $"The deterministic form slows down because its coefficient creeps towards 1, so that the direction hardly takes in gradients any more; its means in the last step are {string.Join(", ", instances.Select(instance => instance.LastBetas.Average().ToString("0.####", CultureInfo.InvariantCulture)))}, in the order of κ.",
                $"Decimal exponents of the gaps with a learning rate of 1.9, near the limit of 2/L: {string.Join("; ", faster.Select(instance => instance.Summary))}.",
            ],
        };
    }

    private static Claim Beats(string text, Instance[] instances, Func<Instance, double[]> of) => Decision.All(
        text, [.. instances.Select(instance => Decision.Smaller($"κ = {instance.ConditionNumber}, decimal exponent of the gap", of(instance), instance.Best))]);

    /// <summary>A quadratic, with the decimal exponents of the gaps, run by run.</summary>
    private sealed record Instance(double ConditionNumber, double[] Coefficients, double[][] Fixed, double[] WithLoss, double[] WithoutLoss, double[] Unbounded, double[] LastBetas)
    {
        private int BestIndex => Enumerable.Range(0, Fixed.Length).MinBy(index => Fixed[index].Average());

        public double BestBeta => Coefficients[BestIndex];

        public double[] Best => Fixed[BestIndex];

        public string Summary => string.Create(
            CultureInfo.InvariantCulture,
            $"κ = {ConditionNumber}, best β = {BestBeta:0.00} {Best.Average():F1}, adaptive {WithoutLoss.Average():F1}, told the loss {WithLoss.Average():F1}, up to 1 {Unbounded.Average():F1}").Replace('-', '−');

        public static Instance Run(ExperimentSettings settings, double conditionNumber, double[] coefficients, int seeds, int steps, double rate = 1)
        {
            Quadratic problem = Quadratic.WithConditionNumber(Dimension, conditionNumber);
            double[][] fixedOnes = settings.Map(coefficients, seeds, (beta, seed) => Exponent($"mgd:lr={rate},momentum={beta}", seed, givesLoss: false));
            return new(
                conditionNumber,
                coefficients,
                fixedOnes,
                settings.Map(seeds, seed => Exponent($"am-mgd:lr={rate}", seed, givesLoss: true)),
                settings.Map(seeds, seed => Exponent($"am-mgd:lr={rate}", seed, givesLoss: false)),
                settings.Map(seeds, seed => Exponent($"am-mgd:lr={rate},beta-max=1", seed, givesLoss: false)),
                settings.Map(seeds, LastBeta));

            double LastBeta(int seed)
            {
                double beta = double.NaN;
                (RunOf($"am-mgd:lr={rate}", seed, givesLoss: true) with { Observe = (_, _, optimizer) => beta = optimizer.Telemetry["beta"] }).Train();
                return beta;
            }

            double Exponent(string specification, int seed, bool givesLoss)
            {
                // What is smaller than doubles can tell counts as 10⁻³⁰⁰; divergence as 10³⁰⁰.
                double gap = problem.Value(RunOf(specification, seed, givesLoss).Train());
                return Math.Log10(double.IsFinite(gap) ? Math.Clamp(gap, 1e-300, 1e300) : 1e300);
            }

            ProblemRun RunOf(string specification, int seed, bool givesLoss)
            {
                DeterministicRandom random = DeterministicRandom.For(settings.Seed, (ulong)seed);
                return new(problem, OptimizerSpecification.Parse(specification), random.NextNormalPoint(Dimension), steps) { GivesLoss = givesLoss };
            }
        }

        public IEnumerable<(double Beta, double[] Exponents)> Neighbours()
        {
            foreach (int index in new[] { BestIndex - 1, BestIndex + 1 })
            {
                if (index >= 0 && index < Fixed.Length)
                {
                    yield return (Coefficients[index], Fixed[index]);
                }
            }
        }

        public IEnumerable<Dictionary<string, object?>> Rows() =>
        [
            Row("mgd", "β = 0.9", Fixed[Array.FindIndex(Coefficients, beta => Math.Abs(beta - 0.9) < 1e-9)]),
            Row("mgd", string.Create(CultureInfo.InvariantCulture, $"best β = {BestBeta:0.00}"), Best),
            .. Neighbours().Select(neighbour => Row("mgd", string.Create(CultureInfo.InvariantCulture, $"beside it, β = {neighbour.Beta:0.00}"), neighbour.Exponents)),
            Row("am-mgd", "told the loss", WithLoss),
            Row("am-mgd", "not told the loss", WithoutLoss),
            Row("am-mgd", "not told the loss, β up to 1", Unbounded),
        ];

        public IReadOnlyList<FigureCurve> Curves(double[] coefficients)
        {
            return [new("fixed β", coefficients, [.. Fixed.Select(Median)]), Level("adaptive", WithoutLoss), Level("adaptive, told the loss", WithLoss), Level("adaptive, β up to 1", Unbounded)];

            FigureCurve Level(string name, double[] exponents) => new(name, [coefficients[0], coefficients[^1]], [Median(exponents), Median(exponents)]);
        }

        private Dictionary<string, object?> Row(string optimizer, string variant, double[] exponents) => new()
        {
            ["optimizer"] = optimizer,
            ["variant"] = variant,
            ["conditionNumber"] = ConditionNumber,
            ["loss"] = Median(exponents),
            ["lossExponent"] = exponents.Average(),
            ["lossExponentStandardError"] = SampleMean.Of(exponents).StandardError,
        };

        private static double Median(double[] exponents) => Math.Pow(10, exponents.Order().ElementAt(exponents.Length / 2));
    }
}
