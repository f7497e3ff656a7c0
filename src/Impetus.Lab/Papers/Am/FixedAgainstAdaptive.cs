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
    private const string IsNarrow = "A fixed coefficient 0.02 away from the best one ends with a gap at least ten times as large";
    private const int Dimension = 20;

    private static readonly Reading<Func<double, double>>[] Rates =
    [
        new("rate 1/L", "the paper gives no rate; that of gradient descent", _ => 1),
        new("the heavy ball's best rate", "the paper gives no rate; \"optimal values depend on the condition number\" (Section 2.3): 4/((√L + √μ)²(1 − β*)) for a moving average", HeavyBallRate),
    ];

    public string Id => "am/fig1";

    public Publication Paper => Publications.AdaptiveMemory;

    public string Title => "Quadratics: objective gap with fixed momentum coefficients and with the adaptive one";

    public IReadOnlyList<string> Claims => [BeatsAll, IsNarrow];

    public Findings Run(ExperimentSettings settings)
    {
        int seeds = settings.Choose(3, 100, 100), steps = settings.Choose(100, 500, 500);
        double[] conditionNumbers = settings.Choose<double[]>([100], [10, 100, 1_000], [10, 30, 100, 300, 1_000, 3_000]);
        double[] coefficients = [.. Enumerable.Range(0, 50).Select(k => k * 0.02)];
        Reading<Instance[]>[] played =
        [
            .. Rates.Select(rate => new Reading<Instance[]>(rate.Name, rate.Source, [.. conditionNumbers.Select(number => Instance.Run(settings, number, coefficients, seeds, steps, rate.Choice(number)))])),
        ];
        Instance[] instances = played[0].Choice;
        return new()
        {
            Seeds = seeds,
            Rows = [.. played.SelectMany(reading => reading.Choice.SelectMany(instance => instance.Rows(reading.Name)))],
            Claims =
            [
                Readings.Decide(Readings.Cross(played, AdaptiveForm.Readings), choice => Decision.All(BeatsAll, [.. choice.First.Select(instance => Decision.Smaller(
                    $"κ = {instance.ConditionNumber}, decimal exponent of the gap", instance.Adaptive[choice.Second.Name], instance.Best))])),
                Readings.Decide(played, own => Decision.All(IsNarrow, [.. own.SelectMany(instance => instance.Neighbours().Select(neighbour => Decision.Smaller(
                    $"κ = {instance.ConditionNumber}, β = {neighbour.Beta:0.00} instead of {instance.BestBeta:0.00}", [.. instance.Best.Select(exponent => exponent + 1)], neighbour.Exponents)))])),
            ],
            Figures = [.. played.Select(reading => Figure(reading, coefficients))],
            Notes =
            [
                $"The paper does not describe its quadratic. Here: {Dimension} curvatures from 1/κ to 1, evenly spread on a logarithmic scale, starts from N(0, I), {steps} steps, momentum as a moving average.",
                "Gaps are compared by their decimal exponents, run by run.",
                $"Told the loss and with β up to 1, at 1/L the coefficient creeps towards 1, so that the direction hardly takes in gradients any more; its means in the last step are {string.Join(", ", instances.Select(instance => instance.LastBetas.Average().ToString("0.####", CultureInfo.InvariantCulture)))}, in the order of κ.",
            ],
        };
    }

    /// <summary>η that goes with the best β of the heavy ball, L = 1, when d is an average.</summary>
    private static double HeavyBallRate(double conditionNumber)
    {
        double root = Math.Sqrt(conditionNumber), momentum = Math.Pow((root - 1) / (root + 1), 2);
        return 4 / (Math.Pow(1 + (1 / root), 2) * (1 - momentum));
    }

    private static ExperimentFigure Figure(Reading<Instance[]> reading, double[] coefficients) => new(
        $"Gap after the last step, by fixed coefficient, {reading.Name}",
        [.. reading.Choice.Select(instance => new FigurePanel(new("fixed β"), new("Median of f − f*", IsLogarithmic: true))
        {
            Title = $"κ = {instance.ConditionNumber}",
            Curves = instance.Curves(coefficients),
        })])
    {
        Caption = "The level lines are the adaptive coefficient; a fixed one beats it where the curve is below the line. Mind the vertical axes, which differ.",
        Columns = Math.Min(3, reading.Choice.Length),
    };

    /// <summary>A quadratic, with the decimal exponents of the gaps, run by run.</summary>
    private sealed record Instance(double ConditionNumber, double[] Coefficients, double[][] Fixed, IReadOnlyDictionary<string, double[]> Adaptive, double[] LastBetas)
    {
        private int BestIndex => Enumerable.Range(0, Fixed.Length).MinBy(index => Fixed[index].Average());

        public double BestBeta => Coefficients[BestIndex];

        public double[] Best => Fixed[BestIndex];

        public static Instance Run(ExperimentSettings settings, double conditionNumber, double[] coefficients, int seeds, int steps, double rate)
        {
            Quadratic problem = Quadratic.WithConditionNumber(Dimension, conditionNumber);
            string step = rate.ToString("R", CultureInfo.InvariantCulture);
            return new(
                conditionNumber,
                coefficients,
                settings.Map(coefficients, seeds, (beta, seed) => Exponent($"mgd:lr={step},momentum={beta}", seed, givesLoss: false)),
                AdaptiveForm.Readings.Select(reading => reading.Choice).ToDictionary(form => form.Name, form => settings.Map(seeds, seed => Exponent($"am-mgd:lr={step}{form.Options}", seed, form.IsToldLoss))),
                settings.Map(seeds, LastBeta));

            double LastBeta(int seed)
            {
                double beta = double.NaN;
                (RunOf($"am-mgd:lr={step},beta-max=1", seed, givesLoss: true) with { Observe = (_, _, optimizer) => beta = optimizer.Telemetry["beta"] }).Train();
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

        public IEnumerable<Dictionary<string, object?>> Rows(string reading) =>
        [
            Row(reading, "mgd", "β = 0.9", Fixed[Array.FindIndex(Coefficients, beta => Math.Abs(beta - 0.9) < 1e-9)]),
            Row(reading, "mgd", string.Create(CultureInfo.InvariantCulture, $"best β = {BestBeta:0.00}"), Best),
            .. Neighbours().Select(neighbour => Row(reading, "mgd", string.Create(CultureInfo.InvariantCulture, $"beside it, β = {neighbour.Beta:0.00}"), neighbour.Exponents)),
            .. Adaptive.Select(form => Row(reading, "am-mgd", form.Key, form.Value)),
        ];

        public IReadOnlyList<FigureCurve> Curves(double[] coefficients)
        {
            return [new("fixed β", coefficients, [.. Fixed.Select(Median)]), .. Adaptive.Select(form => Level($"adaptive, {form.Key}", form.Value))];

            FigureCurve Level(string name, double[] exponents) => new(name, [coefficients[0], coefficients[^1]], [Median(exponents), Median(exponents)]);
        }

        private Dictionary<string, object?> Row(string reading, string optimizer, string variant, double[] exponents) => new()
        {
            ["optimizer"] = optimizer,
            ["reading"] = reading,
            ["variant"] = variant,
            ["conditionNumber"] = ConditionNumber,
            ["loss"] = Median(exponents),
            ["lossExponent"] = exponents.Average(),
            ["lossExponentStandardError"] = SampleMean.Of(exponents).StandardError,
        };

        private static double Median(double[] exponents) => Math.Pow(10, exponents.Order().ElementAt(exponents.Length / 2));
    }
}
