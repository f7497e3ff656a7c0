using System.Globalization;
using Impetus.Lab.Reproduction;

namespace Impetus.Lab.Papers.Am;

/// <summary>Section 4.1 and Figure 3: logistic and softmax regression with full gradients on data sets of LIBSVM.</summary>
internal sealed class ConvexProblems : IExperiment
{
    private const string BelowCustomary = "AM-MGD ends with a smaller gap than the fixed β = 0.9 on every data set";
    private const string BelowBest = "AM-MGD ends with a smaller gap than the best fixed β of a grid on every data set";
    private const string Uphill = "With β = 0.9 the loss goes uphill at times";
    private const string BelowAdam = "Ours: AM-MGD ends with a smaller gap than Adam with the rate 0.001 on every data set";
    private const string MoreRates = "Ours: AM-MGD closes 99 % of the gap at larger rates than β = 0.9 (Section 4.6 says it of networks)";
    private const string OnlyShrinks = "Ours: why it stalls with β ≤ 1: while 0 < β < 1 the memory can only shrink, ‖d‖² ← (1 − s)‖d‖² − s·B/η";
    private const double Faster = 10;

    private static readonly Reading<double>[] Rates =
    [
        new("rate 1/L", "\"based on an estimate of the smoothness\" (Appendix E.1), momentum as an average (Eq. 5)", 1),
        new($"rate {Faster}/L", "the same for momentum as a sum, m ← βm + g with β = 0.9, which is an average with ten times the rate", Faster),
    ];

    public string Id => "am/fig3";

    public Publication Paper => Publications.AdaptiveMemory;

    public string Title => "Logistic and softmax regression on LIBSVM data: objective gap with fixed and adaptive momentum";

    public IReadOnlyList<string> Claims => [BelowCustomary, BelowBest, Uphill, BelowAdam, MoreRates, OnlyShrinks];

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
        Reading<int>[] lengths = [.. new[] { steps, steps / 5 }.Select(count => new Reading<int>($"{count} steps", "the paper gives no number of steps", count))];
        var readings = Readings.Cross(Readings.Cross(AdaptiveForm.Readings, Rates), lengths);
        return new()
        {
            Seeds = 1,
            Rows = [.. all.SelectMany(runs => runs.Rows(steps))],
            Claims =
            [
                Against(ConvexRuns.Customary, BelowCustomary),
                Against(ConvexRuns.BestFixed, BelowBest),
                Readings.Decide(Rates, rate => GoesUphill(all, rate)),
                Against(ConvexRuns.Adam, BelowAdam),
                Readings.Decide(AdaptiveForm.Readings, form => TakesMoreRates(all, rates, form.Name)),
                Shrinks(all),
            ],
            Figures = ConvexFigures.Of(all, rates, Faster),
            Notes = [.. Data(areGenerated, sets, missing), .. Choices(settings, coefficients.Length, instances), .. Findings(all)],
        };

        Claim Against(string other, string text) => Readings.Decide(readings, choice => Everywhere(all, text, choice.First.First.Name, other, choice.First.Second, choice.Second));
    }

    private static IEnumerable<double> Grid(double step) => Enumerable.Range(0, (int)Math.Floor(0.98 / step) + 1).Select(k => Math.Round(k * step, 2));

    private static Claim Everywhere(ConvexRuns[] all, string text, string method, string other, double rate, int steps)
    {
        Claim claim = Decision.All(text, [.. all.Select(runs => runs.Below(method, other, rate, steps))]);
        return claim with { Evidence = $"relative gaps, {all.Count(runs => runs.Below(method, other, rate, steps).Verdict == Verdict.Holds)} of {all.Length} sets: {claim.Evidence}" };
    }

    private static Claim GoesUphill(ConvexRuns[] all, double rate) => Decision.Exact(
        Uphill,
        all.Any(runs => runs.Runs[(ConvexRuns.Customary, rate)].Rises > 0),
        $"steps uphill with β = 0.9: {string.Join(", ", all.Select(runs => $"{runs.Instance.Name} {runs.Runs[(ConvexRuns.Customary, rate)].Rises}"))}");

    private static Claim TakesMoreRates(ConvexRuns[] all, double[] rates, string method)
    {
        int ahead = all.Count(runs => runs.LargestRate(method) > runs.LargestRate(ConvexRuns.Customary));
        int behind = all.Count(runs => runs.LargestRate(method) < runs.LargestRate(ConvexRuns.Customary));
        string largest = string.Join(", ", all.Select(runs => string.Create(
            CultureInfo.InvariantCulture, $"{runs.Instance.Name} {runs.LargestRate(method)} / {runs.LargestRate(ConvexRuns.Customary)}")));
        return new(
            MoreRates,
            ahead == all.Length ? Verdict.Holds : ahead == 0 || behind > 0 ? Verdict.Fails : Verdict.Undecided,
            $"on {ahead} of {all.Length} sets a larger one, on {behind} a smaller one; the largest of {string.Join(", ", rates)} times 1/L, for AM-MGD / β = 0.9: {largest}");
    }

    private static Claim Shrinks(ConvexRuns[] all)
    {
        MemoryLength[] told = [.. Memories(Unbounded(isToldLoss: true))], notTold = [.. Memories(Unbounded(isToldLoss: false))];
        double largest = Math.Max(told.Max(memory => memory.DeviationWithLoss), notTold.Max(memory => memory.DeviationWithoutLoss));
        return Decision.Exact(OnlyShrinks, largest < 1e-6, string.Create(
            CultureInfo.InvariantCulture,
            $"largest deviation from the formula, relative to ‖d‖², in {told.Concat(notTold).Sum(memory => memory.FreeSteps):N0} steps: {largest:G2}; s = (1 − β)/(1 + λ); B = f(x₋) − f(x) − η⟨g, d⟩ ≥ 0 with the loss, 0 without"));

        IEnumerable<MemoryLength> Memories(string method) => all.SelectMany(runs => runs.Runs.Where(run => run.Key.Method == method).Select(run => run.Value.Memory));
    }

    /// <summary>The form whose β may go up to 1.</summary>
    private static string Unbounded(bool isToldLoss)
        => AdaptiveForm.Readings.Single(form => form.Choice.IsToldLoss == isToldLoss && form.Choice.Options.EndsWith("=1", StringComparison.Ordinal)).Name;

    private static IEnumerable<string> Data(bool areGenerated, IReadOnlyList<ConvexDataSet> sets, IReadOnlyList<string> missing)
    {
        yield return $"Run on {(areGenerated ? "generated sets" : $"{sets.Count} sets of LIBSVM")}: {string.Join(", ", sets.Select(set => string.Create(CultureInfo.InvariantCulture, $"{set.Name} ({set.Data.Labels.Count} classes)")))}.";
        if (areGenerated)
        {
            yield return $"These are generated data sets, not those of the paper: none was at hand. './impetus data get NAME' fetches one, for NAME in {string.Join(", ", missing)}.";
        }
        else if (missing.Count > 0)
        {
            yield return $"Not at hand, so left out: {string.Join(", ", missing)}. './impetus data get NAME' fetches one.";
        }
    }

    private static IEnumerable<string> Choices(ExperimentSettings settings, int coefficients, ConvexInstance[] instances)
    {
        yield return $"The paper says \"9 datasets from the LIBSVM repository\", some with several classes, and names neither them, nor the penalty or the start. Here: penalty ½λ₂‖θ‖² with λ₂ = 10⁻⁴ of the smoothness of the loss, start at 0, steps with all examples, {coefficients} fixed β. L is λ₁(XᵀX)/4n + λ₂ with two classes, λ₁(XᵀX)/2n + λ₂ with more.";
        yield return string.Create(CultureInfo.InvariantCulture, $"Minima are by Newton's method with conjugate gradients; by their gradients and the strong convexity they are exact to {instances.Max(instance => instance.Minimum.Error):G1}. A relative gap below 10⁻¹² is rounding: of two runs that reach it, the one that does so in fewer steps counts as lower.");
        if (settings.Scale == Tasks.Scale.Smoke)
        {
            yield return "At this scale the runs are too short to say anything about the claims.";
        }
    }

    private static IEnumerable<string> Findings(ConvexRuns[] all)
    {
        double[] ratios = [.. all.Select(runs => runs.After(int.MaxValue - 1, ConvexRuns.BestFixed, 1).RelativeGap / runs.Runs[(ConvexRuns.Customary, 1)].RelativeGap).Order()];
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"At 1/L the coefficient matters little: a moving average does not change how far a constant gradient moves the point. The best fixed β ends at {ratios[ratios.Length / 2]:G2} of the gap of β = 0.9 in the middle, and at {ratios[0]:G2} at best.");
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"When it stalls: told the loss, with β ≤ 1, at {Faster}/L, the memory ends at {string.Join(", ", all.Select(runs => $"{runs.Runs[(Unbounded(isToldLoss: true), Faster)].Memory.RelativeLength:G2} ({runs.Instance.Name})"))} of the gradient's length, so steps are that much too short. Why: the closed form gives ‖d‖² ← (1 − s)‖d‖² − s·B/η as long as no bound of β acts. B/η is about ½η dᵀHd, so that the loss is worse the larger the rate. Only β clipped to 0 lets d grow, and with d ≪ g the closed form gives β near 1. The bound β ≤ 0.9 takes in a tenth of every gradient, whatever the model says.");
        yield return "Leaving the loss out prevents it too, as then B = 0.";
        yield return "With scope=tensor the deterministic form credits the whole decrease of the loss to every tensor, so its β are too large there. Here there is one tensor.";
    }
}
