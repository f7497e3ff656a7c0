namespace Impetus.Cli.Doctor;

/// <summary>What is there and what is not, and what that means for the verbs.</summary>
/// <param name="Findings">The facts.</param>
/// <param name="Verbs">Whether each verb can run.</param>
internal sealed record Examination(IReadOnlyList<Finding> Findings, IReadOnlyList<VerbReadiness> Verbs)
{
    /// <summary>Looks at everything.</summary>
    /// <param name="verbs">The names of all verbs.</param>
    public static Examination Of(IEnumerable<string> verbs)
    {
        Finding[] findings = [.. Machine.Examine(), .. NetworkEngine.Examine(), .. Places.Examine()];
        return new(findings, [.. verbs.Select(verb => VerbReadiness.Judge(verb, findings))]);
    }
}

/// <summary>Whether a verb can run.</summary>
/// <param name="Verb">The verb's name.</param>
/// <param name="Ready">Whether nothing is missing.</param>
/// <param name="Missing">The names of the findings that it lacks.</param>
internal sealed record VerbReadiness(string Verb, bool Ready, IReadOnlyList<string> Missing)
{
    /// <summary>Finds what a verb lacks.</summary>
    public static VerbReadiness Judge(string verb, IEnumerable<Finding> findings)
    {
        string[] missing =
        [
            .. findings.Where(finding => finding.State == FindingState.Missing && finding.NeededBy.Contains(verb)).Select(finding => finding.Name),
        ];
        return new(verb, missing.Length == 0, missing);
    }
}
