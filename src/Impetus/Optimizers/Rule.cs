using Impetus.Algebra;
using Impetus.Checkpoints;
using Impetus.Kernels;

namespace Impetus;

/// <summary>
/// What the driver of a step knows of an update rule. It is called for whole pieces, never for single coordinates, and
/// minds only the tensors that are its own.
/// </summary>
/// <param name="context">What the rule is made from.</param>
/// <param name="arrayCount">How many arrays it keeps: the memory's, then the scaling's.</param>
internal abstract class Rule(RuleContext context, int arrayCount) : IDisposable
{
    /// <summary>What the rule is made of, as a saved state names it.</summary>
    public string Composition => Context.Options.Composition;

    /// <summary>How many bytes of a coordinate a step reads before it moves anything.</summary>
    public int MeasuredBytes => Traffic.Measured * Context.Parameters.ElementType.Size;

    /// <summary>How many bytes of a coordinate a step reads and writes.</summary>
    public int TouchedBytes => Traffic.Touched * Context.Parameters.ElementType.Size;

    /// <summary>How many bytes of state a coordinate has.</summary>
    public int StateBytes => arrayCount * Context.Parameters.ElementType.Size;

    /// <summary>The names of the scalars that telemetry reports.</summary>
    public virtual IReadOnlyList<string> Scalars => Context.Options.MemoryPart.Scalars;

    /// <summary>The names of the arrays of state, and whether each is a scaling's rather than a memory's.</summary>
    public IReadOnlyList<(string Name, bool IsOfScaling)> Arrays
    {
        get
        {
            IReadOnlyList<string> memory = MemoryArrayNames;
            return
            [
                .. memory.Select(static name => (name, false)),
                .. OwnGroup.Scaling.Arrays.Select(name => (memory.Contains(name) ? $"scaling-{name}" : name, true)),
            ];
        }
    }

    protected RuleContext Context { get; } = context;

    protected StateArrays State { get; } = context.Device.CreateArrays(context.IsOwn, arrayCount);

    /// <summary>The factor or the bound that gradients are clipped by in this step.</summary>
    protected double Clip { get; private set; }

    /// <summary>What the gradient is multiplied by, where it is clipped by norm; else 1.</summary>
    protected double ClipFactor => Context.Options.ClipNorm is null ? 1 : Clip;

    /// <summary>The largest size of a coordinate of the gradient; infinite where it is not clipped by value.</summary>
    protected double ClipBound => Context.Options.ClipValue is null ? double.PositiveInfinity : Clip;

    protected virtual IReadOnlyList<string> MemoryArrayNames => Context.Options.MemoryPart.Arrays;

    private Traffic Traffic { get; } = Traffic.Of(context.Options);

    /// <summary>The first of the rule's groups.</summary>
    private ParameterGroup OwnGroup => Context.OwnGroups.First();

    /// <summary>Makes ready for the sums of a step.</summary>
    /// <param name="clip">The factor or the bound that gradients are clipped by.</param>
    public virtual void Prepare(double clip) => Clip = clip;

    /// <summary>Whether the step has to read a tensor, by <see cref="Read"/>, before anything moves.</summary>
    public virtual bool Reads(int tensor) => false;

    /// <summary>Takes the sums over a piece, on any thread. Changes no state.</summary>
    /// <param name="piece">The piece, of a tensor that moves.</param>
    /// <param name="looks">Whether to tell if the gradient is finite.</param>
    /// <returns>False if the gradient was looked at and is not finite.</returns>
    public virtual bool Read(in Piece piece, bool looks) => true;

    /// <summary>Turns sums into the scalars of the step.</summary>
    public virtual void Plan()
    {
    }

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
    public virtual void Settle()
    {
    }

    /// <summary>Describes all arrays, then all scalars.</summary>
    public virtual void Describe(StateSchema schema)
    {
        IReadOnlyList<(string Name, bool IsOfScaling)> arrays = Arrays;
        ScalingOptions scaling = OwnGroup.Scaling;
        for (int place = 0; place < arrays.Count; place++)
        {
            (int array, (string name, bool isOfScaling)) = (place, arrays[place]);
            for (int each = 0; each < Context.Parameters.Count; each++)
            {
                int tensor = each;
                if (Context.IsOwn[tensor])
                {
                    schema.AddTensor(
                        name,
                        Context.Parameters[tensor],
                        (offset, bytes) => FlushedState().Read(array, tensor, offset, bytes),
                        (offset, bytes) => FlushedState().Write(array, tensor, offset, bytes),
                        isOfScaling && !scaling.SignedArrays.Contains(name),
                        scaling.FormerOf(name));
                }
            }
        }
    }

    /// <summary>The last value of a scalar, over all tensors.</summary>
    public virtual double Scalar(string name) => double.NaN;

    /// <summary>The last value of a scalar, as a tensor sees it.</summary>
    public virtual double Scalar(string name, int tensor) => double.NaN;

    /// <summary>Has the scaling count its steps, for its bias correction, from the one after this; 0 for all steps.</summary>
    public virtual void StartScalingAfter(long step)
    {
    }

    /// <inheritdoc/>
    public virtual void Dispose() => State.Dispose();

    /// <summary>Puts in place what the last step left for the next one: the state is then as the rule defines it.</summary>
    protected virtual void Flush()
    {
    }

    private StateArrays FlushedState()
    {
        Flush();
        return State;
    }
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
    IDevice Device)
{
    public IEnumerable<ParameterGroup> OwnGroups => Groups.Where((_, index) => IsOwnGroup[index]);
}
