using Impetus.Lab.Reproduction;

namespace Impetus.Lab.Papers.Am;

/// <summary>Which form of AM-MGD a deterministic experiment runs.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsToldLoss">Whether it has the loss of the step before; else a first-order estimate of it.</param>
/// <param name="Options">What it adds to the optimizer's options.</param>
internal sealed record AdaptiveForm(string Name, bool IsToldLoss, string Options)
{
    private const string IsDeterministic = "the setting is deterministic (Sections 3.1 and 3.2)";
    private const string Clip = "β_max = 0.9 \"in experiments of Section 4\" (Section 3.4)";
    private const string Interval = "β from 0 to 1 (Eq. 11 and 12)";
    private const string Estimate = "Algorithm 1 replaces the loss by a first-order estimate (Section 3.4)";

    /// <summary>The forms that the paper allows.</summary>
    public static IReadOnlyList<Reading<AdaptiveForm>> Readings { get; } =
    [
        Form("told the loss, β ≤ 0.9", $"{IsDeterministic}; {Clip}", true, ",beta-max=0.9"),
        Form("told the loss, β ≤ 1", $"{IsDeterministic}; {Interval}", true, ",beta-max=1"),
        Form("not told the loss, β ≤ 0.9", $"{Estimate}; {Clip}", false, ",beta-max=0.9"),
        Form("not told the loss, β ≤ 1", $"{Estimate}; {Interval}", false, ",beta-max=1"),
    ];

    private static Reading<AdaptiveForm> Form(string name, string source, bool isToldLoss, string options) => new(name, source, new(name, isToldLoss, options));
}
