using Impetus.Lab.Reproduction;

namespace Impetus.Cli.Reproduce;

/// <summary>How many claims hold, fail, depend on the reading, or are undecided.</summary>
/// <param name="Holds">Those that hold.</param>
/// <param name="Fails">Those whose contrary holds.</param>
/// <param name="Undecided">Those that the runs do not decide.</param>
/// <param name="Depends">Those on which readings that the paper allows disagree.</param>
internal sealed record ClaimCounts(int Holds, int Fails, int Undecided, int Depends)
{
    /// <summary>Counts.</summary>
    public static ClaimCounts Of(IEnumerable<DecidedClaim> claims)
    {
        int[] counts = new int[4];
        foreach (DecidedClaim claim in claims)
        {
            counts[(int)claim.Verdict]++;
        }

        return new(counts[(int)Verdict.Holds], counts[(int)Verdict.Fails], counts[(int)Verdict.Undecided], counts[(int)Verdict.Depends]);
    }

    /// <summary>The counts in words.</summary>
    public static string Words(IEnumerable<DecidedClaim> claims) => Of(claims).ToString();

    /// <inheritdoc/>
    public override string ToString() => $"{Holds} hold, {Fails} fail, {Undecided} undecided, {Depends} depend on the reading";
}
