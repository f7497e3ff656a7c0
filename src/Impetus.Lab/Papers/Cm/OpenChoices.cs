using Impetus.Lab.Problems;
using Impetus.Lab.Reproduction;

namespace Impetus.Lab.Papers.Cm;

/// <summary>What the paper leaves open in most of its toy examples.</summary>
internal static class OpenChoices
{
    /// <summary>Whether the optimizers are the paper's, or what its authors released. The choice ends a specification.</summary>
    public static IReadOnlyList<Reading<string>> Forms { get; } =
    [
        new("the paper's rule", "Algorithm 1 and Eq. 4 to 7", ""),
        new("the released code", "the authors' CMOptimizer: the first entry is g₁ itself and that step moves nothing, the mean is over the entries present, ε is outside the root", ",form=released"),
    ];

    /// <summary>When a run counts as having escaped the sharp minimum.</summary>
    public static IReadOnlyList<Reading<bool>> Escapes { get; } =
    [
        new("ends within ½ of the flat minimum", "\"finds the flat minimum at the origin\" (Section 4)", true),
        new("ends on the flat side of the ridge", "\"by escaping the sharper minimum\" (Section 4): from there downhill leads to the flat one", false),
    ];

    /// <summary>How a constant or a falling rate is meant.</summary>
    public static IReadOnlyList<Reading<bool>> Rates { get; } =
    [
        new("constant rate", "nothing is said of a schedule", false),
        new("rate falls to a tenth half way", "as for the paper's figure 4", true),
    ];

    /// <summary>Where runs on Ackley's function start.</summary>
    public static IReadOnlyList<Reading<Interval>> StartsOnAckley { get; } =
    [
        Cube(5, "the paper gives no region; the customary domain"),
        Cube(8, "the paper gives no region"),
        Cube(10, "the paper gives no region"),
    ];

    /// <summary>Where runs on Levy's function start.</summary>
    public static IReadOnlyList<Reading<Interval>> StartsOnLevy { get; } =
    [
        Cube(10, "the paper gives no region; the usual domain"),
        Cube(16, "the paper gives no region; losses as large as printed come from about so far"),
    ];

    /// <summary>Where runs on Goldstein-Price start.</summary>
    public static IReadOnlyList<Reading<Interval>> StartsOnGoldsteinPrice { get; } = [Cube(2, "the paper gives no region; the usual domain")];

    /// <summary>The regions of a landscape.</summary>
    public static IReadOnlyList<Reading<Interval>> StartsOn(Landscape landscape)
        => landscape == Landscape.Ackley ? StartsOnAckley
        : landscape == Landscape.GoldsteinPrice ? StartsOnGoldsteinPrice
        : [Cube(landscape.Function.Domain.High, "the paper gives no region; the plainest choice")];

    private static Reading<Interval> Cube(double side, string source) => new($"starts in [−{side}, {side}]²", source, new(-side, side));
}
