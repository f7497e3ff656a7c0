using System.Globalization;
using Impetus.Lab.Reproduction;

namespace Impetus.Lab.Papers.Am;

/// <summary>Section 4.1 and Figure 3: logistic and softmax regression with full gradients on data sets of LIBSVM.</summary>
internal sealed class ConvexProblems : IExperiment
{
    private const string BelowCustomary = "AM-MGD ends with a smaller gap than the fixed β = 0.9 on every data set (rate 1/L)";
    private const string BelowBest = "AM-MGD ends with a smaller gap than the best fixed β of a grid on every data set (rate 1/L)";
    private const string ToldBelowCustomary = "Told the loss, AM-MGD ends with a smaller gap than β = 0.9 on every data set (rate 1/L)";
    private const string ToldBelowBest = "Told the loss, AM-MGD ends with a smaller gap than the best fixed β on every data set (rate 1/L)";
    private const string Uphill = "With β = 0.9 the loss goes uphill at times (rate 1/L)";
    private const string FasterBelowCustomary = "At ten times the rate AM-MGD still ends below β = 0.9 on every data set";
    private const string FasterToldBelowCustomary = "At ten times the rate AM-MGD, told the loss, still ends below β = 0.9 on every data set";
    private const string MoreRates = "AM-MGD closes 99 % of the gap at larger rates than β = 0.9 (Section 4.6 claims it for networks)";
    private const string OnlyShrinks = "Why it stalls (ours): while 0 < β < 1 the memory can only shrink, ‖d‖² ← (1 − s)‖d‖² − s·B/η";
    private const double Faster = 10;

    public string Id => "am/fig3";

    public Publication Paper => Publications.AdaptiveMemory;

    public string Title => "Logistic and softmax regression on LIBSVM data: objective gap with fixed and adaptive momentum";

    public IReadOnlyList<string> Claims =>
        [BelowCustomary, BelowBest, ToldBelowCustomary, ToldBelowBest, Uphill, FasterBelowCustomary, FasterToldBelowCustomary, MoreRates, OnlyShrinks];

    public Findings Run(ExperimentSettings settings)
    {
        int steps = settings.Choose(60, 500, 2_000);
        double[] rates = settings.Choose<double[]>([1, 10], [1, 3, 10, 30, 100, 300], [1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 300, 1_000]);
        double[] coefficients = settings.Choose<double[]>([0, 0.5, 0.95], [.. Grid(0.1), 0.95, 0.98, 0.99], [.. Grid(0.02), 0.99]);
        IReadOnlyList<ConvexDataSet> sets = ConvexData.AtHand(settings.Choose(2, int.MaxValue, int.MaxValue), out IReadOnlyList<string> missing);
        bool areGenerated = sets.Count == 0;
        if (areGenerated)
        {
            sets = ConvexData.Generated(settings.Seed, settings.Choose(300, 1_500, 20_000));
        }

        ConvexInstance[] instances = settings.Map(sets.Count, index => ConvexInstance.Of(sets[index]));
        ConvexRuns[] all = ConvexRuns.Run(settings, instances, rates, [1, Faster], coefficients, steps);
        return new()
        {
            Seeds = 1,
            Rows = [.. all.SelectMany(runs => runs.Rows())],
            Claims =
            [
                Everywhere(all, BelowCustomary, ConvexRuns.Adaptive, ConvexRuns.Customary, 1),
                Everywhere(all, BelowBest, ConvexRuns.Adaptive, ConvexRuns.BestFixed, 1),
                Everywhere(all, ToldBelowCustomary, ConvexRuns.ToldLoss, ConvexRuns.Customary, 1),
                Everywhere(all, ToldBelowBest, ConvexRuns.ToldLoss, ConvexRuns.BestFixed, 1),
                GoesUphill(all),
                Everywhere(all, FasterBelowCustomary, ConvexRuns.Adaptive, ConvexRuns.Customary, Faster),
                Everywhere(all, FasterToldBelowCustomary, ConvexRuns.ToldLoss, ConvexRuns.Customary, Faster),
                TakesMoreRates(all, rates),
                Shrinks(all),
            ],
            Figures = ConvexFigures.Of(all, rates, Faster),
            Notes = [.. Data(areGenerated, missing), .. Choices(settings, steps, coefficients.Length, instances), .. Findings(all), Bounded(settings, all, steps)],
        };
    }

    private static IEnumerable<double> Grid(double step) => Enumerable.Range(0, (int)Math.Floor(0.98 / step) + 1).Select(k => Math.Round(k * step, 2));

    private static Claim Everywhere(ConvexRuns[] all, string text, string method, string other, double rate)
    {
        Claim claim = Decision.All(text, [.. all.Select(runs => runs.Below(method, other, rate))]);
        return claim with { Evidence = $"relative gaps, {all.Count(runs => runs.Below(method, other, rate).Verdict == Verdict.Holds)} of {all.Length} sets: {claim.Evidence}" };
    }

    private static Claim GoesUphill(ConvexRuns[] all) => Decision.Exact(
        Uphill,
        all.Any(runs => runs.Runs[(ConvexRuns.Customary, 1)].Rises > 0),
        $"steps uphill with β = 0.9 and with AM-MGD: {string.Join(", ", all.Select(runs => $"{runs.Instance.Name} {runs.Runs[(ConvexRuns.Customary, 1)].Rises} and {runs.Runs[(ConvexRuns.Adaptive, 1)].Rises}"))}");

    private static Claim TakesMoreRates(ConvexRuns[] all, double[] rates)
    {
        int ahead = all.Count(runs => runs.LargestRate(ConvexRuns.Adaptive) > runs.LargestRate(ConvexRuns.Customary));
        int behind = all.Count(runs => runs.LargestRate(ConvexRuns.Adaptive) < runs.LargestRate(ConvexRuns.Customary));
        string largest = string.Join(", ", all.Select(runs => string.Create(
            CultureInfo.InvariantCulture,
            $"{runs.Instance.Name} {string.Join(" / ", ConvexRuns.Methods.Select(method => runs.LargestRate(method)))}")));
        return new(
            MoreRates,
            ahead == all.Length ? Verdict.Holds : ahead == 0 || behind > 0 ? Verdict.Fails : Verdict.Undecided,
            $"on {ahead} of {all.Length} sets a larger one, on {behind} a smaller one; the largest of {string.Join(", ", rates)} times 1/L, for {string.Join(" / ", ConvexRuns.Methods)}: {largest}");
    }

    private static Claim Shrinks(ConvexRuns[] all)
    {
        MemoryLength[] told = [.. Memories(ConvexRuns.ToldLoss)], notTold = [.. Memories(ConvexRuns.Unbounded)];
        double largest = Math.Max(told.Max(memory => memory.DeviationWithLoss), notTold.Max(memory => memory.DeviationWithoutLoss));
        return Decision.Exact(OnlyShrinks, largest < 1e-6, string.Create(
            CultureInfo.InvariantCulture,
            $"largest deviation from the formula, relative to ‖d‖², in {told.Concat(notTold).Sum(memory => memory.FreeSteps):N0} steps: {largest:G2}; s = (1 − β)/(1 + λ); B = f(x₋) − f(x) − η⟨g, d⟩ ≥ 0 with the loss, 0 without"));

        IEnumerable<MemoryLength> Memories(string method) => all.SelectMany(runs => runs.Runs.Where(run => run.Key.Method == method).Select(run => run.Value.Memory));
    }

    private static IEnumerable<string> Data(bool areGenerated, IReadOnlyList<string> missing)
    {
        if (areGenerated)
        {
            yield return $"These are generated data sets, not those of the paper: none was at hand. './impetus data get NAME' fetches one, for NAME in {string.Join(", ", missing)}.";
        }
        else if (missing.Count > 0)
        {
            yield return $"Not at hand, so left out: {string.Join(", ", missing)}. './impetus data get NAME' fetches one.";
        }
    }

    private static IEnumerable<string> Choices(ExperimentSettings settings, int steps, int coefficients, ConvexInstance[] instances)
    {
        yield return $"The paper names neither its data sets, nor the penalty, the start, the number of steps or the form of AM-MGD. Here: penalty ½λ₂‖θ‖² with λ₂ = 10⁻⁴ of the smoothness of the loss, start at 0, {steps} steps with all examples, {coefficients} fixed β, momentum as a moving average as in Eq. 5. L is λ₁(XᵀX)/4n + λ₂ with two classes, λ₁(XᵀX)/2n + λ₂ with more.";
        yield return $"With the moving average, β = 0.9 takes in a tenth of each gradient: ten times the rate, {Faster}/L, is what the sum m ← βm + g does at 1/L.";
        yield return string.Create(CultureInfo.InvariantCulture, $"Minima are by Newton's method with conjugate gradients; by their gradients and the strong convexity they are exact to {instances.Max(instance => instance.Minimum.Error):G1}. A relative gap below 10⁻¹² is rounding: of two runs that reach it, the one that does so in fewer steps counts as lower.");
        if (settings.Scale == Tasks.Scale.Smoke)
        {
            yield return "At this scale the runs are too short to say anything about the claims.";
        }
    }

    /// <summary>The optimizer has no bound below 1 for the deterministic form; the paper's equations can have one.</summary>
    private static string Bounded(ExperimentSettings settings, ConvexRuns[] all, int steps)
    {
        TwoPlaneDescent bounded = new(PlaneHeight.LossBefore, Most: 0.9);
        double[] gaps = settings.Map(all.Length, index =>
        {
            ConvexInstance instance = all[index].Instance;
            double[] last = bounded.Run(instance.Problem, new double[instance.Problem.Dimension], Faster / instance.Smoothness, steps);
            return (instance.Problem.Value(last) - instance.Minimum.Value) / all[index].Runs[(ConvexRuns.ToldLoss, Faster)].Gaps[0];
        });
        return string.Create(
            CultureInfo.InvariantCulture,
            $"So does a bound: told the loss but with β ≤ 0.9, which takes in a tenth of every gradient whatever the model says, the relative gaps at {Faster}/L are {string.Join(", ", all.Zip(gaps, (runs, gap) => $"{gap:G2} ({runs.Instance.Name})"))}.");
    }

    private static IEnumerable<string> Findings(ConvexRuns[] all)
    {
        double[] ratios = [.. all.Select(runs => runs.Runs[(ConvexRuns.BestFixed, 1)].RelativeGap / runs.Runs[(ConvexRuns.Customary, 1)].RelativeGap).Order()];
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"At 1/L the coefficient matters little: a moving average does not change how far a constant gradient moves the point. The best fixed β ends at {ratios[ratios.Length / 2]:G2} of the gap of β = 0.9 in the middle, and at {ratios[0]:G2} at best; what is gained is gained by β near 1, whose swings outrun the slow directions. More is to be had from larger rates.");
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"When it stalls: told the loss, at {Faster}/L, the memory ends at {string.Join(", ", all.Select(runs => $"{runs.Runs[(ConvexRuns.ToldLoss, Faster)].Memory.RelativeLength:G2} ({runs.Instance.Name})"))} of the gradient's length, so steps are that much too short. Why: the closed form gives ‖d‖² ← (1 − s)‖d‖² − s·B/η as long as no bound of β acts. B/η is about ½η dᵀHd, so that the loss is worse the larger the rate. Only β clipped to 0 lets d grow, and with d ≪ g the closed form gives β near 1.");
        yield return "Leaving the loss out prevents it, as then B = 0: with β_max = 1 but without the loss the method even goes on at rates at which everything else fails.";
        yield return "With scope=tensor the deterministic form credits the whole decrease of the loss to every tensor, so its β are too large there. Here there is one tensor.";
    }
}
