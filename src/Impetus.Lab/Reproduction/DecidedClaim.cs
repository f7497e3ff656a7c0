using System.Text.Json.Serialization;

namespace Impetus.Lab.Reproduction;

/// <summary>A claim as programs read it.</summary>
/// <param name="Text">The claim.</param>
/// <param name="Holds">Whether the test supports it; false also where it is undecided, which the evidence then says first.</param>
/// <param name="Verdict">What the test says.</param>
/// <param name="Evidence">The numbers, and the test that decides.</param>
public sealed record DecidedClaim(string Text, bool Holds, Verdict Verdict, string Evidence)
{
    private const string Doubt = "undecided: ";

    /// <summary>The evidence without the verdict.</summary>
    [JsonIgnore]
    public string Reason => Evidence.StartsWith(Doubt, StringComparison.Ordinal) ? Evidence[Doubt.Length..] : Evidence;

    /// <summary>The evidence without the verdict, a line for each part of the claim.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> ReasonLines => Reason.Split('\n');

    /// <summary>Describes a claim.</summary>
    public static DecidedClaim Of(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return new(claim.Text, claim.Verdict == Verdict.Holds, claim.Verdict, claim.Verdict == Verdict.Undecided ? Doubt + claim.Evidence : claim.Evidence);
    }
}
