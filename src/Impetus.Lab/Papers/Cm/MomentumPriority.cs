using Impetus.Lab.Data;
using Impetus.Lab.Problems;
using Impetus.Lab.Problems.Functions;
using Impetus.Lab.Reproduction;

namespace Impetus.Lab.Papers.Cm;

/// <summary>Footnote 1: the norm of the momentum as the priority of the buffer, instead of that of the gradient.</summary>
internal sealed class MomentumPriority : IExperiment
{
    private const string IsSlower = "With ‖m‖ as the priority the buffer is not updated as fast as with ‖g‖: its entries are older";
    private const string TakesFewer = "With ‖m‖ as the priority fewer momenta are taken into a full buffer";
    private const string EscapesLess = "Ours: with ‖m‖ as the priority Adam+CM escapes the sharp minimum less often";
    private const double Rate = 0.1, RateOfMinima = 0.05;
    private const double Sharpness = 10;
    private const double Boundary = 0.5;

    private static readonly Reading<(int Capacity, double Decay)>[] Buffers =
    [
        new("C = 5, λ = 0.7", "the defaults of Appendix A.2.2", (5, 0.7)),
        new("C = 20, λ = 0.99", "the settings of the paper's figure 6 and table 1", (20, 0.99)),
    ];

    private static readonly (string Name, ITestFunction Function, double Rate)[] Surfaces =
    [
        ("Ackley", new Ackley(2), Rate),
        ("Goldstein-Price", new GoldsteinPrice(), Rate),
        ("Levy", new Levy(2), Rate),
        ($"flat and sharp minimum, s = {Sharpness}", new FlatAndSharpMinima(1, Sharpness), RateOfMinima),
    ];

    public string Id => "cm/footnote1";

    public Publication Paper => Publications.CriticalMomenta;

    public string Title => "The priority of critical momenta: ‖g‖ or ‖m‖, by the age of the buffer and the escape from sharp minima";

    public IReadOnlyList<string> Claims => [IsSlower, TakesFewer, EscapesLess];

    public Findings Run(ExperimentSettings settings)
    {
        int runs = settings.Choose(10, 200, 1_000), steps = settings.Choose(100, 500, 500);
        Reading<(string Name, ITestFunction Function, double Rate)>[] surfaces = [.. Surfaces.Select(surface => new Reading<(string, ITestFunction, double)>($"on {surface.Name}", "the footnote names no problem; one of the paper's toy examples", surface))];
        Reading<Pair>[] played = [.. Readings.Cross(Buffers, surfaces).Select(reading => new Reading<Pair>(reading.Name, reading.Source, new(
            Passages(reading.Choice.Second, reading.Choice.First, byMomentum: false), Passages(reading.Choice.Second, reading.Choice.First, byMomentum: true))))];
        Reading<Pair>[] ofMinima = [.. played.Where(reading => reading.Name.EndsWith(surfaces[^1].Name, StringComparison.Ordinal))];
        return new()
        {
            Seeds = runs,
            Rows = [.. played.SelectMany(reading => new[] { Row(reading.Name, "‖g‖", reading.Choice.ByGradient), Row(reading.Name, "‖m‖", reading.Choice.ByMomentum) })],
            Claims =
            [
                Readings.Decide(played, pair => Decision.Smaller(IsSlower, Ages(pair.ByGradient), Ages(pair.ByMomentum))),
                Readings.Decide(played, pair => Decision.Smaller(TakesFewer, Shares(pair.ByMomentum), Shares(pair.ByGradient))),
                Readings.Decide(ofMinima, pair => Decision.MoreOften(EscapesLess, Escapes(pair.ByGradient), Escapes(pair.ByMomentum))),
            ],
            Notes =
            [
                $"The paper gives no experiment for its footnote. Here Algorithm 1 with either priority, β = (0.9, 0.99), {steps} steps with a constant rate, {Rate} and for the flat and the sharp minimum {RateOfMinima}; {runs} starts, uniform in the usual domains and the same for both.",
                "The age is that of the entries of a full buffer, in steps, on average over entries and steps.",
            ],
        };

        BufferUse[] Passages((string Name, ITestFunction Function, double Rate) surface, (int Capacity, double Decay) buffer, bool byMomentum) => settings.Map(runs, start =>
        {
            DeterministicRandom random = DeterministicRandom.For(settings.Seed, (ulong)start);
            return new CriticalDescent(surface.Rate, buffer.Capacity, buffer.Decay, byMomentum).Run(surface.Function, random.NextPoint(surface.Function.Dimension, surface.Function.Domain), steps);
        });
    }

    private static double[] Ages(BufferUse[] runs) => [.. runs.Select(run => run.Age)];

    private static double[] Shares(BufferUse[] runs) => [.. runs.Select(run => run.ShareTaken)];

    private static bool[] Escapes(BufferUse[] runs) => [.. runs.Select(run => Math.Abs(run.End[0]) < Boundary)];

    private static Dictionary<string, object?> Row(string reading, string priority, BufferUse[] runs) => new()
    {
        ["optimizer"] = "adam-cm",
        ["reading"] = reading,
        ["priority"] = priority,
        ["age"] = Ages(runs).Average(),
        ["shareTaken"] = Shares(runs).Average(),
        ["ageStandardError"] = SampleMean.Of(Ages(runs)).StandardError,
    };

    private sealed record Pair(BufferUse[] ByGradient, BufferUse[] ByMomentum);
}
