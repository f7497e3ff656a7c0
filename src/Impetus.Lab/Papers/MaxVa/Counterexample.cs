using Impetus.Lab.Reproduction;

namespace Impetus.Lab.Papers.MaxVa;

/// <summary>Section 4.1 and Figure 1: the counterexample of eleven functions, on which Adam diverges.</summary>
internal sealed class Counterexample : IExperiment
{
    private const string AdamFails = "Adam does not converge with any learning rate from 0.0001 to 1";
    private const string MAdamConverges = "MAdam ends within 0.1 of the minimum every time with η = 1.2";
    private const string AmsGradConverges = "AMSGrad ends within 0.1 every time with η = 0.8, but not with 0.9 and hardly ever with 1.2";
    private const string Faster = "MAdam with η = 1.2 converges faster than AMSGrad with 0.8";
    private const string SmallerTermA = "MAdam has a smaller term A than AMSGrad";
    private const string LargerTermB = "MAdam has a larger term B than AMSGrad";
    private const string SmallerSteps = "MAdam has a smaller s₂(T) than AMSGrad";
    private const double Start = 2;

    // Below, runs are where they should be; how much below says nothing.
    private const double Shown = 1e-6;

    // β̄ = 1 is no running average: the first weight 1 − β̄ would be 0, and the first step 0/0.
    private const string MAdam = "madam:beta1=0,beta2-min=0.5,beta2-max=0.999999999";
    private const string AmsGrad = "amsgrad:beta1=0,beta2=0.9";
    private const string Adam = "adam:beta1=0,beta2=0.9";

    private static readonly Setting[] Settings =
    [
        .. new[] { 1e-4, 1e-3, 0.01, 0.1, 0.8, 1 }.Select(rate => new Setting("adam", Adam, rate, 0)),
        new("amsgrad", AmsGrad, 0.8, 1), new("amsgrad", AmsGrad, 0.9, 0.65), new("amsgrad", AmsGrad, 1.2, 0.01),
        new("madam", MAdam, 1.2, 1),
    ];

    private static readonly Reading<bool>[] Rules =
    [
        new("the paper's rules", "Algorithm 1 and Section 4.1; start and number of steps are those of the authors' script", false),
        new("the authors' script", "nonconvex.py: AMSGrad takes its maximum before the correction; MAdam starts with β = 0.9, holds the gradient against an uncorrected average, and ignores its rate", true),
    ];

    public string Id => "maxva/fig1";

    public Publication Paper => Publications.MaximumVariation;

    public string Title => "Rare large gradients: objective and terms of the convergence bound for Adam, AMSGrad and MAdam";

    public IReadOnlyList<string> Claims => [AdamFails, MAdamConverges, AmsGradConverges, Faster, SmallerTermA, LargerTermB, SmallerSteps];

    public Findings Run(ExperimentSettings settings)
    {
        int repeats = settings.Choose(10, 100, 100), steps = settings.Choose(500, 100_000, 100_000);
        Reading<RareLargeGradientsRun[][]>[] played = [.. Rules.Select(rule => new Reading<RareLargeGradientsRun[][]>(rule.Name, rule.Source, Runs(settings, Settings, repeats, steps, rule.Choice)))];
        RareLargeGradientsRun[][] runs = played[0].Choice;
        RareLargeGradientsRun[] adam = runs[4], amsGrad = runs[6], madam = runs[^1];
        RareLargeGradientsRun[][] shorter = Runs(settings, Settings[6..], repeats, steps / 5, isScript: false);
        return new()
        {
            Seeds = repeats,
            Rows = [.. played.SelectMany(reading => Settings.Select((setting, index) => Row(reading.Name, setting, reading.Choice[index])))],
            Claims = Readings.Decide(played, Decide),
            Figures =
            [
                Curves("Objective", steps, adam, amsGrad, madam, run => run.Objective, Shown),
                Curves("Term A", steps, adam, amsGrad, madam, run => run.TermA),
                Curves("Term B", steps, adam, amsGrad, madam, run => run.TermB),
                Curves("s₂(T)", steps, adam, amsGrad, madam, run => run.StepSizes),
            ],
            Notes =
            [
                $"From the paper: α = 0, β = 0.9, (β̲, β̄) = (0.5, 1), constant rates, {repeats} repeats; from the authors' script θ = {Start} and {steps:N0} steps.",
                "The shares grow slowly with the number of steps, and a run that was near may be thrown back for a while: \"every time\" depends on when one looks.",
                "With β̄ = 1 the first weight would be 0 and the first step undefined; β̄ = 1 − 10⁻⁹ stands for it.",
                "AMSGrad corrects its running maximum for the start, as PyTorch does; the paper does not say.",
                $"Shares of AMSGrad with 0.8, 0.9 and 1.2 and of MAdam that end within 0.1 after {steps / 5:N0} steps: {Shares(shorter)}.",
                "Speed is compared by the decimal exponent of the objective, on average over steps that are evenly spread on a logarithmic scale. The column steps to arrival says after how many steps a run stays within 0.1 of the minimum for good (all, if it never does), which a few late excursions decide.",
            ],
        };
    }

    private static IEnumerable<Claim> Decide(RareLargeGradientsRun[][] runs)
    {
        RareLargeGradientsRun[] amsGrad = runs[6], madam = runs[^1];
        return
        [
            Every(AdamFails, runs[..6], shouldEndNear: false),
            Every(MAdamConverges, [madam], shouldEndNear: true),
            Decision.All(
                AmsGradConverges,
                Every("every time with 0.8", [amsGrad], shouldEndNear: true),
                Decision.MoreOften("more often with 0.8 than with 0.9", Near(runs[6]), Near(runs[7])),
                Decision.MoreOften("more often with 0.9 than with 1.2", Near(runs[7]), Near(runs[8]))),
            Decision.Smaller(Faster, [.. madam.Select(run => run.MeanExponent)], [.. amsGrad.Select(run => run.MeanExponent)]),
            Decision.Smaller(SmallerTermA, [.. madam.Select(run => run.TermA[^1])], [.. amsGrad.Select(run => run.TermA[^1])]),
            Decision.Smaller(LargerTermB, [.. amsGrad.Select(run => run.TermB[^1])], [.. madam.Select(run => run.TermB[^1])]),
            Decision.Smaller(SmallerSteps, [.. madam.Select(run => run.StepSizes[^1])], [.. amsGrad.Select(run => run.StepSizes[^1])]),
        ];
    }

    private static RareLargeGradientsRun[][] Runs(ExperimentSettings settings, Setting[] own, int repeats, int steps, bool isScript) => settings.Map(own, repeats, (setting, repeat) =>
    {
        ulong seed = (settings.Seed << 32) + (ulong)repeat;
        return isScript
            ? RareLargeGradientsRun.OfScript(setting.Optimizer, setting.Optimizer == "madam" ? AuthorsDenominators.RateOfMAdam : setting.Rate, Start, steps, seed)
            : RareLargeGradientsRun.Of(setting.Specification, setting.Rate, Start, steps, seed);
    });

    private static bool[] Near(RareLargeGradientsRun[] runs) => [.. runs.Select(run => run.EndsNear)];

    private static Claim Every(string text, RareLargeGradientsRun[][] runs, bool shouldEndNear)
    {
        int near = runs.Sum(own => own.Count(run => run.EndsNear)), all = runs.Sum(own => own.Length);
        return Decision.Exact(text, near == (shouldEndNear ? all : 0), $"{near} of {all} runs end within {RareLargeGradientsRun.Near}; counted, as the claim allows no exception");
    }

    private static string Shares(RareLargeGradientsRun[][] runs) => string.Join(", ", runs.Select(own => own.Average(run => run.EndsNear ? 1.0 : 0.0)));

    private static Dictionary<string, object?> Row(string reading, Setting setting, RareLargeGradientsRun[] runs) => new()
    {
        ["optimizer"] = setting.Optimizer,
        ["reading"] = reading,
        ["learningRate"] = setting.Rate,
        ["shareWithin"] = runs.Average(run => run.EndsNear ? 1.0 : 0.0),
        ["paperShareWithin"] = setting.PaperShare,
        ["loss"] = runs.Average(run => run.Objective[^1]),
        ["stepsToArrival"] = runs.Average(run => run.Arrival),
        ["termA"] = runs.Average(run => run.TermA[^1]),
        ["termB"] = runs.Average(run => run.TermB[^1]),
        ["stepSizes"] = runs.Average(run => run.StepSizes[^1]),
    };

    private static ExperimentFigure Curves(
        string quantity, int steps, RareLargeGradientsRun[] adam, RareLargeGradientsRun[] amsGrad, RareLargeGradientsRun[] madam, Func<RareLargeGradientsRun, double[]> of, double? lowest = null)
    {
        double[] x = [.. RareLargeGradientsRun.Checkpoints(steps).Select(step => (double)step)];
        FigureCurve[] curves = [Curve("MAdam, η = 1.2", madam), Curve("AMSGrad, η = 0.8", amsGrad), Curve("Adam, η = 0.8", adam)];
        return new($"{quantity} over steps", new("Steps", IsLogarithmic: true), new($"{quantity}, mean over the repeats", IsLogarithmic: true)
        {
            Range = lowest is { } end ? new(end, curves.Max(curve => curve.Y.Max())) : null,
        }, curves);

        FigureCurve Curve(string name, RareLargeGradientsRun[] runs) => new(name, x, [.. Enumerable.Range(0, x.Length).Select(k => runs.Average(run => of(run)[k]))]);
    }

    private sealed record Setting(string Optimizer, string Specification, double Rate, double PaperShare);
}
