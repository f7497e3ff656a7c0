using Impetus.Kernels;

namespace Impetus.Algebra;

/// <summary>The hyper-parameters of a memory, and what its algorithm does with scalars, whatever its type.</summary>
public abstract record MemoryOptions : PartOptions
{
    private static readonly string[] NoNames = [];

    /// <summary>The memory's name in specifications, such as <c>torque-aware</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The memory in mathematics: how the gradient g becomes the direction d. One assignment a line.</summary>
    public abstract IReadOnlyList<string> Equations { get; }

    /// <summary>What the memory does to η once everything else is known. One assignment a line.</summary>
    public virtual IReadOnlyList<string> LastEquations => NoNames;

    /// <summary>The symbol, in <see cref="Equations"/>, of what the scaling observes: the gradient, or what was aggregated.</summary>
    public virtual string Signal => "g";

    /// <summary>The names of the arrays that the memory keeps, each the size of the parameters; all start at 0.</summary>
    public virtual IReadOnlyList<string> Arrays => NoNames;

    /// <summary>How many arrays there are.</summary>
    internal virtual int ArrayCount => Arrays.Count;

    /// <summary>The names of the scalars that the memory keeps per scope; all start at 0. Telemetry reports them.</summary>
    public virtual IReadOnlyList<string> Scalars => NoNames;

    /// <summary>What the memory asks of a step.</summary>
    internal abstract MemoryTraits Traits { get; }

    /// <summary>Whether steps could have left these scalars; a file may claim anything.</summary>
    internal virtual bool Accepts(ReadOnlySpan<double> scalars) => true;

    /// <summary>These options, fit for the scaling beside which they stand.</summary>
    /// <param name="isScaled">Whether there is a scaling.</param>
    /// <param name="scalingFirst">Whether the scaling comes first.</param>
    protected internal virtual MemoryOptions Beside(bool isScaled, bool scalingFirst) => this;

    /// <summary>The name of an option of the scaling beside these, where one of the memory's own has the same.</summary>
    internal virtual string KeyBeside(string key) => $"scaling-{key}";

    /// <summary>c in P = c · denominator: what makes up for a memory that started from nothing.</summary>
    public virtual double BiasCorrection(in StepContext step, ReadOnlySpan<double> scalars) => 1;

    /// <summary>What η of the planned step is multiplied with, where sums decide about it.</summary>
    public virtual double RateFactor(ReadOnlySpan<double> scalars) => 1;

    /// <summary>Adds the sums of one tensor to those of the scope.</summary>
    /// <param name="step">The step, as the tensor's group sees it.</param>
    /// <param name="tensor">What was summed up over the tensor.</param>
    /// <param name="scope">What the step is planned with.</param>
    public virtual void Accumulate(in StepContext step, ReadOnlySpan<double> tensor, Span<double> scope)
    {
        for (int sum = 0; sum < Traits.SumCount; sum++)
        {
            scope[sum] += tensor[sum];
        }
    }

    /// <summary>Which arrays the slots of the planned step stand for.</summary>
    public virtual SlotBinding Bind(in StepContext step, ReadOnlySpan<double> scalars) => SlotBinding.InOrder;

    /// <summary>Takes note of sums that were taken while the step moved; the scalars become those of this step.</summary>
    public virtual void AfterUpdate(in StepContext step, ReadOnlySpan<double> sums, Span<double> scalars)
    {
    }

    /// <summary>Puts in place what the last step left for the next one to do, where others move in that, or somebody looks.</summary>
    internal virtual void Flush(StateArrays arrays, int tensor, ReadOnlySpan<double> scalars)
    {
    }

    /// <summary>Recomputes what steps keep up by adding differences, before rounding builds up.</summary>
    internal virtual void Refresh(StateArrays arrays, int tensor)
    {
    }

    /// <summary>The options of the scaling beside these, where the memory has a say in them.</summary>
    internal virtual ScalingOptions Fit(ScalingOptions scaling) => scaling;

    /// <summary>Calls back with the memory's type.</summary>
    internal abstract TResult Accept<TResult>(IMemoryVisitor<TResult> visitor);
}

/// <summary>What a memory asks of a step, as <see cref="IMemory"/> declares it.</summary>
internal readonly record struct MemoryTraits(int SlotCount, int SumCount, bool SumsWhileMoving, bool RenamesArrays, Inputs Inputs, bool Preconditions);

/// <summary>Something that wants to know a memory's type.</summary>
internal interface IMemoryVisitor<out TResult>
{
    TResult Visit<TMemory>(MemoryOptions<TMemory> memory)
        where TMemory : struct, IMemory;
}

/// <summary>The hyper-parameters of a memory, and the scalar half of its algorithm.</summary>
public abstract record MemoryOptions<TMemory> : MemoryOptions
    where TMemory : struct, IMemory
{
    /// <summary>The memory as the measuring pass needs it, before any sum is known.</summary>
    public virtual TMemory Prepare(in StepContext step, ReadOnlySpan<double> scalars) => default;

    /// <summary>The memory of this step; the scalars become those of this step.</summary>
    public abstract TMemory Plan(in StepContext step, ReadOnlySpan<double> sums, Span<double> scalars);

    internal sealed override MemoryTraits Traits
        => new(TMemory.SlotCount, TMemory.SumCount, TMemory.SumsWhileMoving, TMemory.RenamesArrays, TMemory.Inputs, TMemory.Preconditions);

    internal sealed override TResult Accept<TResult>(IMemoryVisitor<TResult> visitor) => visitor.Visit(this);
}
