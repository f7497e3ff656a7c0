namespace Impetus.Lab.Reproduction.Networks;

/// <summary>One line of a table of a paper: an optimizer, under conditions of its own where the line has some.</summary>
/// <param name="Name">What the line is called, as the paper calls it where it has a name there.</param>
internal sealed record Arm(string Name)
{
    /// <summary>
    /// Specifications with their learning rates, of which tuning chooses one; one for a setting that is given. <c>{0.5}</c> in a
    /// specification stands for half the steps of the run.
    /// </summary>
    public IReadOnlyList<string> Candidates { get; init; } = [];

    /// <summary>The same at paper scale: the printed setting, or the printed grid where the paper does not say what it chose. Null: as below it.</summary>
    public IReadOnlyList<string>? Printed { get; init; }

    /// <summary>Instead of candidates: what it takes over from an arm before it.</summary>
    public Derivation? Derived { get; init; }

    /// <summary>The course of the learning rate; null: that of the budget.</summary>
    public string? Schedule { get; init; }

    /// <summary>Examples in a batch, below paper scale too; null: as in the budget.</summary>
    public int? BatchSize { get; init; }

    /// <summary>The paper's number for this line, in its unit; null where it printed none.</summary>
    public double? Paper { get; init; }

    /// <summary>What was tried at a scale.</summary>
    public IReadOnlyList<string> At(Tasks.Scale scale) => scale == Tasks.Scale.Paper ? Printed ?? Candidates : Candidates;
}

/// <summary>A setting that follows from what another arm has come to.</summary>
/// <param name="From">The name of the other arm.</param>
/// <param name="Make">Makes the specification from the other's specification and its learning rate.</param>
internal sealed record Derivation(string From, Func<string, double, string> Make);
