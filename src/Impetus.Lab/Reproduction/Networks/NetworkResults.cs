namespace Impetus.Lab.Reproduction.Networks;

/// <summary>What an experiment with networks has measured.</summary>
/// <param name="Studies">Its parts.</param>
internal sealed record NetworkResults(IReadOnlyList<StudyResult> Studies)
{
    /// <summary>The part of a name.</summary>
    public StudyResult this[string study] => Studies.Single(result => result.Study.Name == study);

    /// <summary>Whether an arm is better than each of others, in every part that has them.</summary>
    public Claim Better(string better, IReadOnlyList<string> others, Quantity? quantity = null) =>
        All(Parts(better, others, (study, other) => study.Better(better, other, quantity)));

    /// <summary>Whether a quantity of an arm is smaller than that of each of others, in every part that has them.</summary>
    public Claim Smaller(string smaller, IReadOnlyList<string> others, Quantity quantity) =>
        All(Parts(smaller, others, (study, other) => study.Smaller(smaller, other, quantity)));

    /// <summary>Whether an arm is about equal to each of others, in every part that has them.</summary>
    public Claim Similar(string one, IReadOnlyList<string> others, double margin, Quantity? quantity = null) =>
        All(Parts(one, others, (study, other) => study.Similar(one, other, margin, quantity)));

    /// <summary>Whether an arm is at most a margin worse than each of others, in every part that has them.</summary>
    public Claim NotWorse(string one, IReadOnlyList<string> others, double margin, Quantity? quantity = null) =>
        All(Parts(one, others, (study, other) => study.NotWorse(one, other, margin, quantity)));

    /// <summary>The claim that all parts hold; a single part stands for itself, and of what a scale leaves out nothing is known.</summary>
    public static Claim All(IEnumerable<Claim> parts)
    {
        Claim[] all = [.. parts];
        return all.Length switch
        {
            0 => new("", Verdict.Undecided, "this scale leaves out what it is about"),
            1 => all[0],
            _ => Decision.All("", all),
        };
    }

    /// <summary>Whether something holds in every part of the experiment.</summary>
    public Claim Everywhere(Func<StudyResult, Claim> decide) => All(Studies.Select(decide));

    /// <summary>Whether something holds in every part of a kind.</summary>
    public Claim Everywhere(Func<StudyResult, bool> isMeant, Func<StudyResult, Claim> decide) => All(Studies.Where(isMeant).Select(decide));

    private IEnumerable<Claim> Parts(string one, IReadOnlyList<string> others, Func<StudyResult, string, Claim> decide) =>
        from study in Studies
        where study.Arms.Any(arm => arm.Arm.Name == one)
        from other in others
        where study.Arms.Any(arm => arm.Arm.Name == other)
        select decide(study, other);
}

/// <summary>A statement of a paper about networks.</summary>
/// <param name="Text">The statement, in our words.</param>
/// <param name="Decide">Decides it.</param>
internal sealed record NetworkClaim(string Text, Func<NetworkResults, Claim> Decide);
