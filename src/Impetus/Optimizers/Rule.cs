using Impetus.Checkpoints;
using Impetus.Kernels;

namespace Impetus;

/// <summary>
/// What the driver of a step knows of an update rule. It is called for whole pieces, never for single coordinates, and
/// minds only the tensors that are its own.
/// </summary>
internal abstract class Rule : IDisposable
{
    /// <summary>What the rule is made of, as a saved state names it.</summary>
    public abstract string Composition { get; }

    /// <summary>How many bytes of a coordinate a step reads before it moves anything.</summary>
    public abstract int MeasuredBytes { get; }

    /// <summary>How many bytes of a coordinate a step reads and writes.</summary>
    public abstract int TouchedBytes { get; }

    /// <summary>How many bytes of state a coordinate has.</summary>
    public abstract int StateBytes { get; }

    /// <summary>The names of the scalars that telemetry reports.</summary>
    public abstract IReadOnlyList<string> Scalars { get; }

    /// <summary>The names of the arrays of state, and whether each is a scaling's rather than a memory's.</summary>
    public abstract IReadOnlyList<(string Name, bool IsOfScaling)> Arrays { get; }

    /// <summary>Makes ready for the sums of a step.</summary>
    /// <param name="clip">The factor or the bound that gradients are clipped by.</param>
    public abstract void Prepare(double clip);

    /// <summary>Whether the step has to read a tensor, by <see cref="Read"/>, before anything moves.</summary>
    public abstract bool Reads(int tensor);

    /// <summary>Takes the sums over a piece, on any thread. Changes no state.</summary>
    /// <param name="piece">The piece, of a tensor that moves.</param>
    /// <param name="looks">Whether to tell if the gradient is finite.</param>
    /// <returns>False if the gradient was looked at and is not finite.</returns>
    public abstract bool Read(in Piece piece, bool looks);

    /// <summary>Turns sums into the scalars of the step.</summary>
    public abstract void Plan();

    /// <summary>Whether the step has to read all tensors once more, by <see cref="ReadDirection"/>, before anything moves.</summary>
    public virtual bool ReadsDirection => false;

    /// <summary>Takes the sums over the directions of a piece, on any thread. Changes no state.</summary>
    public virtual void ReadDirection(in Piece piece)
    {
    }

    /// <summary>Turns sums over directions into what becomes of them.</summary>
    public virtual void PlanDirection()
    {
    }

    /// <summary>Moves what takes all threads at a time, on the thread that called; before the pieces.</summary>
    public virtual void MoveWhole()
    {
    }

    /// <summary>Moves the coordinates of a piece, on any thread.</summary>
    public abstract void Move(in Piece piece);

    /// <summary>Leaves the state as the next step wants to find it.</summary>
    public abstract void Settle();

    /// <summary>Describes all arrays, then all scalars.</summary>
    public abstract void Describe(StateSchema schema);

    /// <summary>The last value of a scalar, over all tensors.</summary>
    public abstract double Scalar(string name);

    /// <summary>The last value of a scalar, as a tensor sees it.</summary>
    public abstract double Scalar(string name, int tensor);

    /// <summary>Has the scaling count its steps, for its bias correction, from the one after this; 0 for all steps.</summary>
    public virtual void StartScalingAfter(long step)
    {
    }

    /// <inheritdoc/>
    public abstract void Dispose();
}

/// <summary>What a rule is made from.</summary>
/// <param name="Options">The rule's options, those of its groups aside.</param>
/// <param name="Groups">All groups of the optimizer.</param>
/// <param name="IsOwnGroup">Which groups are the rule's.</param>
/// <param name="IsOwn">Which tensors are the rule's.</param>
/// <param name="Parameters">All tensors.</param>
/// <param name="Cohorts">Who moves.</param>
/// <param name="Sums">Where sums are kept.</param>
/// <param name="Partition">How tensors are cut.</param>
/// <param name="Device">Where they live.</param>
internal sealed record RuleContext(
    OptimizerOptions Options,
    ParameterGroupList Groups,
    bool[] IsOwnGroup,
    bool[] IsOwn,
    ParameterSet Parameters,
    Cohorts Cohorts,
    BlockSums Sums,
    Partition Partition,
    IDevice Device);
