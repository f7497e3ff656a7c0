using System.Text.Json.Serialization;

namespace Impetus.Lab.Reproduction;

/// <summary>A claim as programs read it.</summary>
/// <param name="Text">The claim.</param>
/// <param name="Holds">Whether the test supports it; false also where it is undecided or depends on the reading, which the evidence then says first.</param>
/// <param name="Verdict">What the test says.</param>
/// <param name="Evidence">The numbers, and the test that decides.</param>
public sealed record DecidedClaim(string Text, bool Holds, Verdict Verdict, string Evidence)
{
    private const string Doubt = "undecided: ", Dependence = "depends: ";

    /// <summary>The verdicts under every reading of what the publication leaves open, the default first; empty where it leaves nothing open.</summary>
    public IReadOnlyList<ClaimReading> Readings { get; init; } = [];

    /// <summary>The evidence without the verdict.</summary>
    [JsonIgnore]
    public string Reason => new[] { Doubt, Dependence }.FirstOrDefault(word => Evidence.StartsWith(word, StringComparison.Ordinal)) is { } word ? Evidence[word.Length..] : Evidence;

    /// <summary>The evidence without the verdict, a line for each part of the claim.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> ReasonLines => Reason.Split('\n');

    /// <summary>Describes a claim.</summary>
    public static DecidedClaim Of(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        string word = claim.Verdict switch { Verdict.Undecided => Doubt, Verdict.Depends => Dependence, _ => "" };
        return new(claim.Text, claim.Verdict == Verdict.Holds, claim.Verdict, word + claim.Evidence) { Readings = claim.Readings };
    }
}
