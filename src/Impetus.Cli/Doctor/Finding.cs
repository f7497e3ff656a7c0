namespace Impetus.Cli.Doctor;

/// <summary>What a fact about the machine means.</summary>
internal enum FindingState
{
    /// <summary>It is there, or a plain fact.</summary>
    Good,

    /// <summary>It works, but not as well as it could.</summary>
    Weak,

    /// <summary>It is not there; some verbs need it.</summary>
    Missing,
}

/// <summary>One fact about the machine.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="State">What it means.</param>
/// <param name="Value">What was found.</param>
internal sealed record Finding(string Name, FindingState State, string Value)
{
    /// <summary>What to do about it; null where there is nothing to do.</summary>
    public string? Remedy { get; init; }

    /// <summary>The verbs that need it; none for a plain fact.</summary>
    public IReadOnlyList<string> NeededBy { get; init; } = [];
}
