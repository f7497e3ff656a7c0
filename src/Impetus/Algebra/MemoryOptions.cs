namespace Impetus.Algebra;

/// <summary>The hyper-parameters of a memory, whatever its type.</summary>
public abstract record MemoryOptions : PartOptions
{
    private static readonly string[] NoNames = [];

    /// <summary>The memory's name in specifications, such as <c>torque-aware</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The memory in mathematics: how the gradient g becomes the direction d. One assignment a line.</summary>
    public abstract IReadOnlyList<string> Equations { get; }

    /// <summary>The symbol, in <see cref="Equations"/>, of what the scaling observes: the gradient, or what was aggregated.</summary>
    public virtual string Signal => "g";

    /// <summary>The names of the arrays that the memory keeps, each the size of the parameters; all start at 0.</summary>
    public virtual IReadOnlyList<string> Arrays => NoNames;

    /// <summary>How many arrays there are.</summary>
    internal virtual int ArrayCount => Arrays.Count;

    /// <summary>The names of the scalars that the memory keeps per scope; all start at 0. Telemetry reports them.</summary>
    public virtual IReadOnlyList<string> Scalars => NoNames;

    /// <summary>Whether the memory needs P itself.</summary>
    internal abstract bool Preconditions { get; }

    /// <summary>The array that is the sum of others, or null.</summary>
    internal virtual ArraySum? RecomputedSum => null;

    /// <summary>Whether steps could have left these scalars; a file may claim anything.</summary>
    internal virtual bool Accepts(ReadOnlySpan<double> scalars) => true;

    /// <summary>These options, fit for the scaling beside which they stand.</summary>
    /// <param name="isScaled">Whether there is a scaling.</param>
    /// <param name="scalingFirst">Whether the scaling comes first.</param>
    internal virtual MemoryOptions Beside(bool isScaled, bool scalingFirst) => this;

    /// <summary>Calls back with the memory's type.</summary>
    internal abstract TResult Accept<TResult>(IMemoryVisitor<TResult> visitor);
}

/// <summary>
/// An array that steps keep equal to the sum of others by adding differences. Rounding would build up over thousands of
/// steps, so the sum is taken afresh from time to time.
/// </summary>
/// <param name="Array">The array that holds the sum.</param>
/// <param name="First">The first array that is summed up.</param>
/// <param name="Count">How many arrays are summed up.</param>
internal readonly record struct ArraySum(int Array, int First, int Count);

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
    /// <summary>c in P = c · denominator: what makes up for a memory that started from nothing.</summary>
    public virtual double BiasCorrection(in StepContext step, ReadOnlySpan<double> scalars) => 1;

    /// <summary>The memory as the measuring pass needs it, before any sum is known.</summary>
    public virtual TMemory Prepare(in StepContext step, ReadOnlySpan<double> scalars) => default;

    /// <summary>Adds the sums of one tensor to those of the scope.</summary>
    /// <param name="step">The step, as the tensor's group sees it.</param>
    /// <param name="tensor">What the measuring pass gave for the tensor.</param>
    /// <param name="scope">What <see cref="Plan"/> will be given.</param>
    public virtual void Contribute(in StepContext step, ReadOnlySpan<double> tensor, Span<double> scope)
    {
        for (int sum = 0; sum < TMemory.SumCount; sum++)
        {
            scope[sum] += tensor[sum];
        }
    }

    /// <summary>The memory of this step; the scalars become those of this step.</summary>
    public abstract TMemory Plan(in StepContext step, ReadOnlySpan<double> sums, Span<double> scalars);

    /// <summary>Takes note of sums that were taken while the step moved; the scalars become those of this step.</summary>
    public virtual void Settle(in StepContext step, ReadOnlySpan<double> sums, Span<double> scalars)
    {
    }

    /// <summary>Whether the step left behind an entry that its successor has to put in its place.</summary>
    internal virtual bool HasPendingEntry(ReadOnlySpan<double> scalars) => false;

    /// <summary>The array behind the third slot in the planned step.</summary>
    public virtual int ThirdArray(ReadOnlySpan<double> scalars) => 2;

    internal sealed override bool Preconditions => TMemory.Preconditions;

    internal sealed override TResult Accept<TResult>(IMemoryVisitor<TResult> visitor) => visitor.Visit(this);
}
