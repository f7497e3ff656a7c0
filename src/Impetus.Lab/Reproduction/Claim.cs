namespace Impetus.Lab.Reproduction;

/// <summary>A statement of a publication, held against what was measured.</summary>
/// <param name="Text">The statement, in our words.</param>
/// <param name="Verdict">Whether it holds.</param>
/// <param name="Evidence">The numbers, and the test that decides.</param>
public sealed record Claim(string Text, Verdict Verdict, string Evidence);

/// <summary>What a test says about a claim.</summary>
public enum Verdict
{
    /// <summary>The claim holds.</summary>
    Holds,

    /// <summary>The contrary holds.</summary>
    Fails,

    /// <summary>The runs do not tell.</summary>
    Undecided,
}
