namespace Impetus.Lab.Reproduction;

/// <summary>A statement of a publication, held against what was measured.</summary>
/// <param name="Text">The statement, in our words.</param>
/// <param name="Verdict">Whether it holds.</param>
/// <param name="Evidence">The numbers, and the test that decides.</param>
public sealed record Claim(string Text, Verdict Verdict, string Evidence)
{
    /// <summary>The verdicts under every reading of what the publication leaves open, the default first; empty where it leaves nothing open.</summary>
    public IReadOnlyList<ClaimReading> Readings { get; init; } = [];

    /// <summary>The probability of what was seen if the claim were not true: small where it holds. Without a test, 0 or 1.</summary>
    internal double Doubt { get => field < 0 ? (Verdict == Verdict.Holds ? 0 : 1) : field; init; } = -1;

    /// <summary>The probability of what was seen if the claim were true: small where it fails. Without a test, 0 or 1.</summary>
    internal double Contrary { get => field < 0 ? (Verdict == Verdict.Fails ? 0 : 1) : field; init; } = -1;
}

/// <summary>What a test says about a claim.</summary>
public enum Verdict
{
    /// <summary>The claim holds.</summary>
    Holds,

    /// <summary>The contrary holds.</summary>
    Fails,

    /// <summary>The runs do not tell.</summary>
    Undecided,

    /// <summary>Readings that the publication allows come to different verdicts.</summary>
    Depends,
}
