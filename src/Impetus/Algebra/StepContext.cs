namespace Impetus.Algebra;

/// <summary>The scalars of a step that every part may depend on.</summary>
/// <param name="Step">t, counted from 1.</param>
/// <param name="LearningRate">η of this step, from 0.</param>
/// <param name="PreviousLearningRate">η of the step before; at the first step, this one's.</param>
/// <param name="DecoupledDecay">μ, where weight decay is decoupled from the gradient; else 0.</param>
public readonly record struct StepContext(long Step, double LearningRate, double PreviousLearningRate, double DecoupledDecay)
{
    /// <summary>η that the group was made with, whatever its schedule starts at.</summary>
    public double BaseLearningRate { get; init; } = LearningRate;

    /// <summary>η of the group over the largest η of any group that the same rule moves in this step; 1 with a single group.</summary>
    public double RelativeLearningRate { get; init; } = 1;

    /// <summary>μ, where weight decay is part of the gradient; else 0.</summary>
    public double CoupledDecay { get; init; }

    /// <summary>Whether what the step before left behind has yet to be put in its place.</summary>
    public bool CompletesPrevious { get; init; }

    /// <summary>The loss that the caller passed to the step, or NaN.</summary>
    public double Loss { get; init; } = double.NaN;

    /// <summary>The loss that the caller passed to the step before, or NaN.</summary>
    public double PreviousLoss { get; init; } = double.NaN;
}
