using System.Globalization;
using Impetus.Lab.Reproduction;

namespace Impetus.Lab.Papers.MaxVa;

/// <summary>Section 3 and Appendices A and B: what is said of Eq. 8, over random streams of gradients.</summary>
internal sealed class VariationCoefficient : IExperiment
{
    private const string Maximises = "Appendix A: β of Eq. 8 maximises the variance of Eq. 7";
    private const string WeightGrows = "B.1: w grows monotonically from 1 − β₁ to 1";
    private const string Bounds = "B.2: β ∈ [1/(1 + w), 1/(1 − w)] where v > u², so the bound β̲ = 0.5 never acts";
    private const string Second = "Section 3: at t = 2, β = 1/(2 − β₁)";
    private const string IsOne = "Section 3: β = 1 if and only if R = 1, and falls with R";
    private const string Rewritten = "Section 3: Eq. 10 is Eq. 8";
    private const string Harmless = "B.4: δ = 10⁻¹⁶ in the denominator changes β by less than 10⁻⁴";
    private const double Delta = 1e-16, Rounding = 1e-9, Negligible = 1e-4;
    private const int Steps = 50;

    private static readonly Reading<bool>[] Weights =
    [
        new("w of step t, as printed", "Eq. 10", false),
        new("w of step t − 1", "Eq. 8, from which it follows; the index in print is taken for a misprint", true),
    ];

    private static readonly Reading<double>[] Sizes =
    [
        new("gradients about 1", "the paper says nothing of their size", 1),
        new("gradients about 10⁻⁶", "the paper says nothing of their size", 1e-6),
        new("gradients about 10⁻⁹", "the paper says nothing of their size", 1e-9),
    ];

    public string Id => "maxva/appendixB";

    public Publication Paper => Publications.MaximumVariation;

    public string Title => "The coefficient of maximum variation: the statements of Section 3 and the appendices, over random streams";

    public IReadOnlyList<string> Claims => [Maximises, WeightGrows, Bounds, Second, IsOne, Rewritten, Harmless];

    public Findings Run(ExperimentSettings settings)
    {
        int streams = settings.Choose(50, 4_000, 40_000);
        VariationState[][] all = settings.Map(streams, stream => VariationState.Stream(settings.Seed, stream, Steps, size: 1));
        VariationState[] states = [.. all.SelectMany(stream => stream.Skip(1)).Where(state => state.Variance > Rounding * state.Square)];
        double excess = states.AsParallel().WithDegreeOfParallelism(settings.Threads).Max(state => state.ExcessOfSearch());
        Check[] checks =
        [
            Count("w grows", [.. all.SelectMany(stream => stream.Skip(1)).Select(state => state.NextWeight >= state.Weight && state.NextWeight <= 1)]),
            Count("w starts at 1 − β₁", [.. all.Select(stream => Math.Abs(stream[0].NextWeight - (1 - stream[0].First)) < Rounding)]),
            Count("β within its bounds", [.. states.Select(state => state.IsWithinBounds(Rounding))]),
            Count("β at t = 2", [.. all.Where(stream => stream[1].Gradient != stream[0].Gradient).Select(stream => Math.Abs(stream[1].Coefficient() - (1 / (2 - stream[0].First))) < 1e-6)]),
            Count("β = 1 where R = 1", [.. states.Select(state => (state with { Gradient = state.Mean + Math.Sqrt(state.Variance) }).IsAbout(1, Rounding))]),
            Count("β < 1 where R > 1, β > 1 where R < 1", [.. states.Where(state => Math.Abs(state.Deviation - 1) > Rounding).Select(state => state.Deviation > 1 == state.Coefficient() < 1)]),
        ];
        return new()
        {
            Seeds = streams,
            Rows = [.. checks.Select(check => check.Row())],
            Claims =
            [
                Decision.Exact(Maximises, excess < Rounding, string.Create(CultureInfo.InvariantCulture, $"{states.Length:N0} states: of 40 other β each, spread over all that give a weight above 0, none has a variance larger by more than {excess:G2} of it")),
                Decision.Exact(WeightGrows, None(checks[..2]), $"{checks[0]}; {checks[1]}"),
                Decision.Exact(Bounds, None(checks[2..3]), $"{checks[2]}"),
                Decision.Exact(Second, None(checks[3..4]), $"{checks[3]}"),
                Decision.Exact(IsOne, None(checks[4..]), $"{checks[4]}; {checks[5]}"),
                Readings.Decide(Weights, isBefore =>
                {
                    double deviation = states.Where(state => state.Coefficient() is > 0.5 and < 0.999).Max(state => Math.Abs(state.Rewritten(isBefore) - state.Coefficient()));
                    return Decision.Exact(Rewritten, deviation < 1e-6, string.Create(CultureInfo.InvariantCulture, $"the largest difference is {deviation:G2}, over the states whose β no bound touches"));
                }),
                Readings.Decide(Sizes, size =>
                {
                    VariationState[] own = [.. settings.Map(streams / 10, stream => VariationState.Stream(settings.Seed, stream, Steps, size)).SelectMany(stream => stream.Skip(1)).Where(state => state.Variance > Rounding * state.Square)];
                    double largest = own.Max(state => Math.Abs(state.Clipped(Delta) - state.Clipped(0)));
                    return Decision.Exact(Harmless, largest < Negligible, string.Create(CultureInfo.InvariantCulture, $"the largest change of the clipped β is {largest:G2} in {own.Length:N0} states"));
                }),
            ],
            Notes =
            [
                $"Streams of {Steps} gradients of one coordinate: a normal mean, normal noise of 10⁻² to 10 times its size, and in every third stream nine of ten gradients are 0; β₁ = β̄ in {{0.9, 0.98, 0.999}}, β̲ = 0.5. States whose variance is rounding (v − u² below 10⁻⁹ v) are left out, as Eq. 8 asks for v > u².",
                "δ stands beside squares of gradients: where these are as small as 10⁻⁹, their squares are below δ, β falls to its lower bound, and the memory stays short. Whether that is so in a network is a question of its loss's scale.",
            ],
        };
    }

    private static bool None(IEnumerable<Check> checks) => checks.All(check => check.Violations == 0);

    private static Check Count(string name, bool[] outcomes) => new(name, outcomes.Length, outcomes.Count(holds => !holds));

    private sealed record Check(string Name, int Cases, int Violations)
    {
        public Dictionary<string, object?> Row() => new() { ["optimizer"] = "madam", ["statement"] = Name, ["cases"] = Cases, ["violations"] = Violations };

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name}: {Violations:N0} of {Cases:N0} cases to the contrary");
    }
}
