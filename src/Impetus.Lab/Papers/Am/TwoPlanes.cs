using System.Globalization;
using Impetus.Lab.Data;
using Impetus.Lab.Problems;
using Impetus.Lab.Problems.Functions;
using Impetus.Lab.Reproduction;
using MathNet.Numerics.LinearAlgebra;

namespace Impetus.Lab.Papers.Am;

/// <summary>Section 3.2 and Figure 2: the model of two planes, its minimiser in closed form, and where the memory's plane should lie.</summary>
internal sealed class TwoPlanes : IExperiment
{
    private const string Minimises = "The closed form (Eq. 10 to 12) minimises the two planes with their proximal terms";
    private const string IsTaken = "AM-MGD, told the loss, takes the step that minimises the model";
    private const string OverIsFaster = "A memory plane at f(x₋), above the loss, converges faster than the plane of bundle methods below it (rate 1/L)";
    private const int Dimension = 20;

    // The first four are the forms of the paper, in the order of their readings.
    private static readonly (PlaneHeight Height, double Most, string Name)[] Heights =
    [
        (PlaneHeight.LossBefore, 0.9, "f(x₋), β ≤ 0.9"),
        (PlaneHeight.LossBefore, 1, "f(x₋)"),
        (PlaneHeight.FirstOrder, 0.9, "f(x) + η⟨g, d⟩, β ≤ 0.9"),
        (PlaneHeight.FirstOrder, 1, "f(x) + η⟨g, d⟩"),
        (PlaneHeight.LossHere, 1, "f(x)"),
        (PlaneHeight.Aggregated, 1, "minimum of the last model"),
    ];

    public string Id => "am/fig2";

    public Publication Paper => Publications.AdaptiveMemory;

    public string Title => "The model of two planes: its minimiser, the dual β, and the height of the memory's plane";

    public IReadOnlyList<string> Claims => [Minimises, IsTaken, OverIsFaster];

    public Findings Run(ExperimentSettings settings)
    {
        int seeds = settings.Choose(3, 20, 50), steps = settings.Choose(60, 500, 500);
        double[] conditionNumbers = settings.Choose<double[]>([100], [10, 100, 1_000], [10, 30, 100, 300, 1_000, 3_000]);
        double[][][] exponents = [.. conditionNumbers.Select(number => settings.Map(Heights, seeds, (height, seed) => Exponent(settings, number, height.Height, height.Most, seed, steps)))];
        return new()
        {
            Seeds = seeds,
            Rows = [.. conditionNumbers.SelectMany((number, index) => Heights.Select((height, which) => Row(number, height, exponents[index][which])))],
            Claims =
            [
                ClosedForm(settings, settings.Choose(200, 5_000, 50_000)),
                Steps(settings, settings.Choose(3, 20, 100)),
                Readings.Decide([.. AdaptiveForm.Readings.Select((form, which) => new Reading<int>(form.Name, form.Source, which))], Faster),
            ],
            Figures = [TwoPlaneScene.Figure()],
            Notes =
            [
                $"The height of the plane is tested on quadratics with {Dimension} curvatures from 1/κ to 1, from starts N(0, I), {steps} steps at 1/L. The plane of bundle methods goes through the minimum of the last model, with λ = 0.1 like the others; only for λ = 0 it is sure to lie below the loss.",
                "The model is drawn in one dimension. In a row of equal steps downhill the memory's plane is the higher one all the way, and β = 1: the closed form takes nothing of the new gradient in.",
            ],
        };

        Claim Faster(int which) => Decision.All(OverIsFaster, [.. conditionNumbers.Select((number, index) => Decision.Smaller(
            $"κ = {number}, decimal exponent of the gap", exponents[index][which], exponents[index][^1]))]);
    }

    /// <summary>By weak duality no value of the model is below the dual, so a step at which both agree is the minimiser.</summary>
    private static Claim ClosedForm(ExperimentSettings settings, int count)
    {
        (double Gap, double Gain, bool IsInside)[] checks = settings.Map(count, instance =>
        {
            DeterministicRandom random = DeterministicRandom.For(settings.Seed, (ulong)instance);
            TwoPlaneModel model = RandomModel(ref random);
            double share = model.Share();
            Vector<double> step = -model.Rate * model.NextMemory(share);
            double value = model.Value(step), scale = Math.Abs(value) + model.Rate * model.Gradient.DotProduct(model.Gradient);
            double gain = 0;
            for (int trial = 0; trial < 20; trial++)
            {
                Vector<double> elsewhere = step + (step.L2Norm() * Math.Pow(10, -trial % 7) * Vector<double>.Build.Dense(random.NextNormalPoint(step.Count)));
                gain = Math.Max(gain, (value - model.Value(elsewhere)) / scale);
            }

            return ((value - model.Dual(share)) / scale, gain, share is > 0 and < 1);
        });
        double gap = checks.Max(check => check.Gap), gain = checks.Max(check => check.Gain);
        return Decision.Exact(Minimises, gap < 1e-9 && gain < 1e-12, string.Create(
            CultureInfo.InvariantCulture,
            $"{count:N0} random models in 1 to 20 dimensions, {checks.Average(check => check.IsInside ? 1.0 : 0):P0} of them with 0 < β < 1: value less dual at most {gap:G2} of the value; of 20 other steps each, none is lower by more than {gain:G2}"));
    }

    private static TwoPlaneModel RandomModel(ref DeterministicRandom random)
    {
        int dimension = 1 + random.Next(20);
        double rate = Math.Pow(10, (4 * random.NextUniform()) - 3), proximity = random.Next(4) == 0 ? 0 : random.NextUniform();
        Vector<double> gradient = Vector<double>.Build.Dense(random.NextNormalPoint(dimension));
        Vector<double> memory = Vector<double>.Build.Dense(random.NextNormalPoint(dimension)) * Math.Pow(10, (2 * random.NextUniform()) - 1);
        return new(gradient, memory, rate * gradient.L2Norm() * memory.L2Norm() * random.NextNormal(), rate, proximity);
    }

    /// <summary>Holds the optimizer's way against that of the model, on quadratics.</summary>
    private static Claim Steps(ExperimentSettings settings, int runs)
    {
        const int Count = 100;
        double deviation = settings.Map([1, 0.9], runs, (most, seed) =>
        {
            (Quadratic problem, double[] start) = Instance(settings, 100, seed);
            double[] ours = new TwoPlaneDescent(PlaneHeight.LossBefore, most).Run(problem, start, rate: 1, Count);
            double[] library = new ProblemRun(problem, OptimizerSpecification.Parse(FormattableString.Invariant($"am-mgd:lr=1,beta-max={most}")), start, Count) { GivesLoss = true }.Train();
            return ours.Zip(library, (a, b) => Math.Abs(a - b)).Max();
        }).Max(own => own.Max());
        return Decision.Exact(IsTaken, deviation < 1e-9, string.Create(CultureInfo.InvariantCulture, $"after {Count} steps on each of {runs} quadratics, with β ≤ 1 and β ≤ 0.9, the points differ by at most {deviation:G2}"));
    }

    private static double Exponent(ExperimentSettings settings, double conditionNumber, PlaneHeight height, double most, int seed, int steps)
    {
        (Quadratic problem, double[] start) = Instance(settings, conditionNumber, seed);
        return Math.Log10(Math.Max(1e-300, problem.Value(new TwoPlaneDescent(height, most).Run(problem, start, rate: 1, steps))));
    }

    private static (Quadratic Problem, double[] Start) Instance(ExperimentSettings settings, double conditionNumber, int seed)
    {
        DeterministicRandom random = DeterministicRandom.For(settings.Seed, (ulong)seed);
        return (Quadratic.WithConditionNumber(Dimension, conditionNumber), random.NextNormalPoint(Dimension));
    }

    private static Dictionary<string, object?> Row(double conditionNumber, (PlaneHeight Height, double Most, string Name) height, double[] exponents) => new()
    {
        ["optimizer"] = "am-mgd",
        ["variant"] = height.Name,
        ["conditionNumber"] = conditionNumber,
        ["lossExponent"] = exponents.Average(),
        ["lossExponentStandardError"] = SampleMean.Of(exponents).StandardError,
    };
}
