using Impetus.Lab.Problems;
using Impetus.Lab.Reproduction;

namespace Impetus.Lab.Papers.Cm;

/// <summary>Section 3, Appendix A.1 and Figures 2, 11 and 12: what is in the buffers of Adam+CG and Adam+CM, and whether it cancels.</summary>
/// <param name="id">The experiment's name.</param>
/// <param name="landscape">Where.</param>
/// <param name="claims">What the paper says about it.</param>
/// <param name="buffers">The settings of the buffer; the first is the paper's, the others are ours.</param>
/// <param name="drawn">How many consecutive steps are drawn.</param>
internal sealed class GradientCancellation(string id, Landscape landscape, CancellationClaim[] claims, BufferSetting[] buffers, int drawn) : IExperiment
{
    private const double Rate = 0.1;

    private static readonly string[] Optimizers = ["adam-cg", "adam-cm"];

    /// <summary>Figure 2: the first ten steps.</summary>
    public static GradientCancellation OnAckley { get; } = new(
        "cm/fig2",
        Landscape.Ackley,
        [CancellationClaim.BufferCancelsMore, CancellationClaim.GradientIsOpposed, CancellationClaim.MovesLess, CancellationClaim.GradientsStick, CancellationClaim.MomentaArrive],
        [new(5, 0.7, Steps: 10), new(20, 0.99, Steps: 100)],
        drawn: 3);

    /// <summary>Figure 11: a gradient that four others of the buffer cancel.</summary>
    public static GradientCancellation OnAckleyRosenbrock { get; } = new(
        "cm/fig11",
        Landscape.AckleyRosenbrock,
        [CancellationClaim.BufferIsOpposed, CancellationClaim.GradientIsOpposed, CancellationClaim.GradientsStick],
        [new(5, 0.7, Steps: 100), new(5, 0.99, Steps: 100), new(20, 0.99, Steps: 100)],
        drawn: 3);

    /// <summary>Figure 12: the directions of larger and of smaller curvature.</summary>
    public static GradientCancellation OnGoldsteinPrice { get; } = new(
        "cm/fig12",
        Landscape.GoldsteinPrice,
        [CancellationClaim.GradientsAreSharp, CancellationClaim.GradientsTurnMore, CancellationClaim.MovesLess, CancellationClaim.BufferTurnsLess, CancellationClaim.MomentaArrive],
        [new(5, 0.7, Steps: 100), new(20, 0.99, Steps: 100)],
        drawn: 6);

    public string Id => id;

    public Publication Paper => Publications.CriticalMomenta;

    public string Title => $"{landscape.Name}: what the buffers of Adam+CG and Adam+CM hold, and whether it cancels";

    public IReadOnlyList<string> Claims => [.. buffers.SelectMany(buffer => claims.Select(claim => Text(buffer, claim)))];

    public Findings Run(ExperimentSettings settings)
    {
        int runs = settings.Choose(10, 300, 1_000), steps = settings.Choose(120, 500, 500), traced = settings.Choose(100, 200, 400);
        Reading<BufferPassages>[][] played =
        [
            .. buffers.Select(buffer => Readings.Cross(OpenChoices.StartsOn(landscape), OpenChoices.Forms).Select(reading =>
            {
                (Interval starts, string form) = reading.Choice;
                BufferPassage[][] passages = settings.Map(Optimizers, runs, (optimizer, start)
                    => BufferPassage.Of(JourneyOf(settings, optimizer, buffer, steps, (ulong)start, starts, form), buffer, traced));
                return new Reading<BufferPassages>(reading.Name, reading.Source, new(landscape, buffer, passages[0], passages[1]));
            }).ToArray()),
        ];
        // The figures show each buffer with the first region and the paper's rule.
        BufferPassages[] compared = [.. played.Select(readings => readings[0].Choice)];
        return new()
        {
            Seeds = runs,
            Rows = [.. played.SelectMany(readings => readings).SelectMany(reading => new[] { Row(reading, Optimizers[0], reading.Choice.OfGradients, reading.Choice.Gradients), Row(reading, Optimizers[1], reading.Choice.OfMomenta, reading.Choice.Momenta) })],
            Claims = [.. played.SelectMany(readings => claims.Select(claim => Readings.Decide(readings, runs => claim.Decide(Text(runs.Setting, claim), runs))))],
            Figures =
            [
                .. buffers.Select(buffer => BufferFigure.Of(landscape, buffer, drawn, optimizer => JourneyOf(settings, optimizer, buffer, steps, start: 0, landscape.Starts, ""), Optimizers)),
                Curves("How far the buffer agrees with itself", "‖mean‖ / mean ‖·‖", "1 if all its vectors point the same way, 0 if they cancel; from where it is full.", compared, run => run.Agreement),
                Curves("The buffer's mean and the new gradient", "Cosine", "−1 if they are opposed.", compared, run => run.Cosine),
            ],
            Notes =
            [
                $"From the paper: learning rate {Rate}, β = (0.9, 0.99), and as it gives no others for this figure its defaults, {buffers[0]} (Appendix A.2.2). {string.Join("; ", buffers.Skip(1))} {(buffers.Length > 2 ? "are" : "is")} ours, to see on what the effect depends{(buffers.Any(buffer => buffer.Capacity == 20 && buffer.Decay == 0.99) ? "; 20 and 0.99 are those of the paper's figure 1 and table 1" : "")}.",
                $"The paper draws one run by eye. Here quantities are means over {runs} random starts, and over the first {string.Join(", ", buffers.Select(buffer => $"{buffer.Steps} steps ({buffer})"))}. Arrows are drawn for the first start.",
                $"Runs end after {steps} steps, with a learning rate that falls to a tenth half way, so that what converges has converged. A run ends near the global minimum if its loss is below {landscape.SecondLowest:G4}, that of the lowest other minimum.",
                "A mean can be short although the buffer does not cancel the gradient: that needs a mean that points against it. With λ = 0.7 priorities fade within a few steps, so the buffer holds the last gradients, and at rest in a circle they agree. With λ = 0.99 it keeps the large gradients of both slopes.",
            ],
        };
    }

    private Journey JourneyOf(ExperimentSettings settings, string optimizer, BufferSetting buffer, int steps, ulong start, Interval starts, string form) => new(
        landscape with { Starts = starts },
        new(optimizer, NameOf(optimizer), $"{optimizer}:lr={Rate},beta1=0.9,beta2=0.99,capacity={buffer.Capacity},decay={buffer.Decay}{form}"),
        steps,
        Schedules.MultiStep(1, 0.1, steps / 2),
        settings.Seed,
        start);

    private static string NameOf(string optimizer) => optimizer == "adam-cm" ? "Adam+CM" : "Adam+CG";

    private string Text(BufferSetting buffer, CancellationClaim claim) => $"{(buffer == buffers[0] ? "" : "Ours, ")}{buffer}: {claim.Text}";

    private static Dictionary<string, object?> Row(Reading<BufferPassages> reading, string optimizer, BufferPassage[] runs, Func<Func<BufferPassage, double[]>, double[]> over)
    {
        BufferPassages pair = reading.Choice;
        SampleMean agreement = SampleMean.Of(over(run => run.Agreement)), cosine = SampleMean.Of(over(run => run.Cosine));
        return new()
        {
            ["optimizer"] = optimizer,
            ["reading"] = reading.Name,
            ["capacity"] = pair.Setting.Capacity,
            ["decay"] = pair.Setting.Decay,
            ["steps"] = pair.Setting.Steps,
            ["agreement"] = agreement.Mean,
            ["agreementStandardError"] = agreement.StandardError,
            ["cosineWithGradient"] = cosine.Mean,
            ["cosineWithGradientStandardError"] = cosine.StandardError,
            ["move"] = over(run => run.Move).Average(),
            ["squaredCosineWithSharpest"] = over(run => run.AlongSharpest).Average(),
            ["cosineOfSuccessiveGradients"] = over(run => run.GradientTurn).Average(),
            ["cosineOfSuccessiveMeans"] = over(run => run.BufferTurn).Average(),
            ["loss"] = runs.Average(run => run.Loss),
            ["shareThereAtTheEnd"] = runs.Average(run => pair.IsThere(run) ? 1.0 : 0.0),
        };
    }

    private static ExperimentFigure Curves(string title, string quantity, string meaning, BufferPassages[] compared, Func<BufferPassage, double[]> of)
    {
        return new(title, new("Step"), new(quantity), [.. compared.SelectMany(pair => new[] { Curve($"Adam+CG, {pair.Setting}", pair.OfGradients), Curve($"Adam+CM, {pair.Setting}", pair.OfMomenta) })])
        {
            Caption = $"{meaning} Means over all starts with standard errors.",
        };

        FigureCurve Curve(string name, BufferPassage[] runs)
        {
            SampleMean[] means = [.. Enumerable.Range(0, of(runs[0]).Length).Select(step => SampleMean.Of([.. runs.Select(run => of(run)[step])]))];
            return new(name, [.. Enumerable.Range(1, means.Length).Select(step => (double)step)], [.. means.Select(mean => mean.Mean)]) { Errors = [.. means.Select(mean => mean.StandardError)] };
        }
    }
}
