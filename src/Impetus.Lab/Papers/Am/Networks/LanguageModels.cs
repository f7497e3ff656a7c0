using Impetus.Lab.Reproduction;
using Impetus.Lab.Reproduction.Networks;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Papers.Am.Networks;

/// <summary>Section 4.3, Figure 5, and Tables 5 and 6: LLaMA with AdamW and AM-AdamW, with and without a warm-up.</summary>
internal static class LanguageModels
{
    private const string Warm = "cosine:warmup=0.1", Cold = "cosine";
    private const string AdamW = "AdamW", AmAdamW = "AM-AdamW", Clip = "AM-AdamW (Clip)", Restart = "AM-AdamW (Restart)", PerLayer = "AM-AdamW, per layer";
    private const string WithoutWarmup = ", no warm-up", Beta = "telemetry/beta";
    private const string AdamWRule = "adamw:beta1=0.9,beta2=0.99,eps=1e-8,weight-decay=1e-4";
    private const string AmRule = "am-adamw:lambda=0.1,beta-max=0.9,beta2=0.99,eps=1e-8,weight-decay=1e-4";
    private const double Margin = 0.02;
    private static readonly bool[] WithAndWithout = [true, false];

    private const string Changes = "WikiText-2 with 2,000 pieces of words instead of C4 with 32,000; networks of 2 layers of 64 and 4 layers of 128 stand for 60M and 100M, 300 steps of 8 windows of 128 tokens instead of 1,000 of 1,024 windows of 256; rates 0.001 and 0.003 are tried, where the paper has 0.001; losses are those of the test part, after the last step.";

    /// <summary>Figure 5.</summary>
    public static NetworkExperiment Figure5 { get; } = new()
    {
        Id = "am/fig5",
        Paper = Publications.AdaptiveMemory,
        Title = "LLaMA with AdamW and AM-AdamW, with and without a warm-up of the learning rate",
        Minutes = 18,
        Judged = static _ => Quantity.Loss,
        Columns = [Quantity.TrainLoss],
        Traces = [(Beta, "β")],
        Studies = [.. new[] { "20M", "60M", "100M", "350M", "1B" }.Select(size => OfSize(size, Regimes()))],
        Statements =
        [
            new("AM-AdamW ends with a lower loss than AdamW, with and without a warm-up", results => results.Everywhere(study => Decision.All("", study.Better(AmAdamW, AdamW), study.Better(AmAdamW + WithoutWarmup, AdamW + WithoutWarmup)))),
            new("AM-AdamW without a warm-up is within 0.02 nats of AdamW with one", results => results.Similar(AmAdamW + WithoutWarmup, [AdamW], Margin)),
            new("AdamW loses more by leaving out the warm-up than AM-AdamW does", results => results.Everywhere(study => Decision.Smaller($"{study.Study.Name}: what leaving it out costs AM-AdamW, and AdamW", Cost(study, AmAdamW), Cost(study, AdamW)))),
            new("The larger the model, the more AdamW loses by leaving out the warm-up", results => results.Studies.Count < 2
                ? new("", Verdict.Undecided, "there is one size alone")
                : NetworkResults.All(results.Studies.Zip(results.Studies.Skip(1), (smaller, larger) => Decision.Smaller($"{smaller.Study.Name} and {larger.Study.Name}", Cost(smaller, AdamW), Cost(larger, AdamW))))),
            new("AM-AdamW reaches the loss that AdamW ends with in fewer steps", results => results.Everywhere(Sooner)),
        ],
        Smaller = Changes,
        Remarks = ["The numbers of the figure and of the table behind it are not legible in the copy at hand; Table 2 prints speed-ups of 1.11 to 1.54, growing with the model.", "The paper's text says one billion tokens, its settings 1,000 steps of 262,144 tokens: paper scale follows the settings."],
    };

    /// <summary>Table 6.</summary>
    public static NetworkExperiment Table6 { get; } = new()
    {
        Id = "am/table6",
        Paper = Publications.AdaptiveMemory,
        Title = "LLaMA with AM-AdamW, with a lower bound on β (Clip), and with a restart where β is small (Restart)",
        Minutes = 22,
        Seeds = 6,
        Judged = static _ => Quantity.Loss,
        Columns = [Quantity.Mean(Beta, "β")],
        Traces = [(Beta, "β")],
        Studies = [OfSize("60M", Variants(4.02, 3.95, 3.99, 3.97)), OfSize("100M", Variants(3.87, 3.79, 3.84, 3.82))],
        Statements =
        [
            new("AM-AdamW ends with a lower loss than AdamW", results => results.Better(AmAdamW, [AdamW])),
            new("With the lower bound it ends higher than without, and lower than AdamW", results => Decision.All("", results.Better(AmAdamW, [Clip]) with { Text = "above AM-AdamW" }, results.Better(Clip, [AdamW]) with { Text = "below AdamW" })),
            new("With restarts it ends higher than without, and lower than AdamW", results => Decision.All("", results.Better(AmAdamW, [Restart]) with { Text = "above AM-AdamW" }, results.Better(Restart, [AdamW]) with { Text = "below AdamW" })),
        ],
        Smaller = Changes,
        Remarks = ["The bound and the threshold are not printed: β at least 0.5, and restarts below 0.1."],
    };

    /// <summary>Table 5.</summary>
    public static NetworkExperiment Table5 { get; } = new()
    {
        Id = "am/table5",
        Paper = Publications.AdaptiveMemory,
        Title = "LLaMA with AM-AdamW: one β for all layers, and one for each",
        Minutes = 13,
        Judged = static _ => Quantity.Loss,
        Columns = [Quantity.Mean(Beta, "β")],
        Studies =
        [
            OfSize("100M",
            [
                new(AmAdamW) { Candidates = Grid.Of(AmRule, 1e-3, 3e-3), Printed = Grid.Of(AmRule, 1e-3), Paper = 3.811 },
                new(PerLayer) { Candidates = Grid.Of($"{AmRule},scope=tensor", 1e-3, 3e-3), Printed = Grid.Of($"{AmRule},scope=tensor", 1e-3), Paper = 3.792 },
            ]),
        ],
        Statements = [new("One β for each layer ends with a loss that is at most 0.01 higher", results => results.NotWorse(PerLayer, [AmAdamW], 0.01)), new("One β for each layer ends with a lower loss", results => results.Better(PerLayer, [AmAdamW]))],
        Smaller = Changes,
        Remarks = ["The table has two columns whose headings are not legible in the copy at hand: 3.811 and 3.814 for one β, 3.792 and 3.792 for one a layer, with deviations of about 0.085. A layer is taken to be a tensor."],
    };

    private static Study OfSize(string size, IReadOnlyList<Arm> arms) => new(size, TaskRegistry.Find(size == "20M" ? "wikitext2-llama" : $"wikitext2-llama-{size.ToLowerInvariant()}")!)
    {
        Arms = arms,
        Cpu = budget => budget with { Width = size == "60M" ? 0.5 : 1, Evaluations = 15 },
        IsLarge = size is not ("60M" or "100M"),
        Instruments = ["telemetry"],
        Measurements = 30,
    };

    private static Arm[] Regimes() =>
    [
        .. from rule in new (string Name, string Text)[] { (AdamW, AdamWRule), (AmAdamW, AmRule) }
           from isWarm in WithAndWithout
           select new Arm(rule.Name + (isWarm ? "" : WithoutWarmup))
           {
               Candidates = Grid.Of(rule.Text, 1e-3, 3e-3),
               Printed = Grid.Of(rule.Text, 1e-3),
               Schedule = isWarm ? Warm : Cold,
           },
    ];

    private static Arm[] Variants(params double[] paper)
    {
        (string Name, string Rule)[] all = [(AdamW, AdamWRule), (AmAdamW, AmRule), (Clip, $"{AmRule},beta-min=0.5"), (Restart, $"{AmRule},restart-below=0.1")];
        return [.. all.Zip(paper, (line, loss) => new Arm(line.Name) { Candidates = Grid.Of(line.Rule, 1e-3, 3e-3), Printed = Grid.Of(line.Rule, 1e-3), Schedule = Warm, Paper = loss })];
    }

    private static double[] Cost(StudyResult study, string arm) => [.. study.Values(arm + WithoutWarmup).Zip(study.Values(arm), (cold, warm) => cold - warm)];

    private static Claim Sooner(StudyResult study)
    {
        double[] steps = [.. study[AmAdamW].Runs.Zip(study[AdamW].Runs, (own, other) => StepsTo(own, other.Curve.Count == 0 ? double.NaN : other.Curve[^1].ValidationLoss ?? double.NaN))];
        return Decision.TendsToBeSmaller($"{study.Study.Name}: steps of AM-AdamW, and all of AdamW's", steps, [.. study[AdamW].Runs.Select(run => (double)run.Configuration.Steps)], "runs");
    }

    private static double StepsTo(NetworkRun run, double loss) => run.Curve.FirstOrDefault(point => point.ValidationLoss <= loss) is { } reached ? reached.Step : run.Configuration.Steps + 1;
}
