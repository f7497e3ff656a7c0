using Impetus.Algebra;
using Impetus.Checkpoints;
using Impetus.Kernels;

namespace Impetus.Memories;

/// <summary>What the sum of a critical buffer is divided by.</summary>
public enum BufferAverage
{
    /// <summary>By the capacity, as the paper writes it.</summary>
    Capacity,

    /// <summary>By the number of entries that are there.</summary>
    Count,
}

/// <summary>Whose rule critical memories follow.</summary>
public enum CriticalForm
{
    /// <summary>That of the paper.</summary>
    Paper,

    /// <summary>
    /// That of the code that its authors released: the first step of critical momenta stores g₁ itself and moves nothing, the sum of
    /// the buffer is divided by the entries that are there, priorities are sums of the tensors' norms, and ε stands outside the root.
    /// </summary>
    Released,
}

/// <summary>
/// The buffer of critical momenta and critical gradients (Malviya et al. 2024, Algorithm 1): at most C vectors, each with
/// a priority that fades. Memories that aggregate it share its hyper-parameters and its bookkeeping.
/// </summary>
/// <remarks>
/// An entry that was never filled is zero, so appending is replacing. Two arrays come before the entries: the memory's
/// own momentum, and the sum of the entries, kept so that a step reads one array instead of C.
/// </remarks>
public abstract record CriticalBufferOptions<TMemory> : MemoryOptions<TMemory>
    where TMemory : struct, IMemory
{
    private const int MomentumArray = 0, SumArray = 1, FirstEntry = 2;

    /// <summary>C, from 1: how many vectors the buffer holds.</summary>
    [Option("capacity", OptionRange.Count, "C, how many vectors the buffer holds", Search = [5, 20])]
    public int Capacity { get; set => field = Count(value); } = 5;

    /// <summary>λ in [0, 1]: how much of a priority is left after a step.</summary>
    [Option("decay", OptionRange.Share, "λ, how much of a priority is left after a step", Search = [0.7, 0.99])]
    public double PriorityDecay { get; set => field = Share(value); } = 0.7;

    /// <summary>What the sum of the buffer is divided by.</summary>
    [Option("average", OptionRange.Choice, "what the sum of the buffer is divided by")]
    public BufferAverage Average { get; set; } = BufferAverage.Capacity;

    /// <summary>Whose rule it is; <see cref="CriticalForm.Released"/> overrules <see cref="Average"/> and the place of ε.</summary>
    [Option("form", OptionRange.Choice, "whose rule it is: the paper's, or that of its authors' code", Formerly = "paper")]
    public CriticalForm Form { get; set; } = CriticalForm.Paper;

    /// <summary>The momentum, the sum of the buffer, and one array for every entry.</summary>
    public override IReadOnlyList<string> Arrays
        => ["momentum", "buffer-sum", .. Enumerable.Range(0, Capacity).Select(entry => $"buffer-{entry}")];

    /// <inheritdoc/>
    internal sealed override int ArrayCount => (int)Math.Min((long)FirstEntry + Capacity, int.MaxValue);

    /// <summary>A priority for every entry, how many are filled, the entry that this step offered to replace, and 1 if it did.</summary>
    public override IReadOnlyList<string> Scalars
        => [.. Enumerable.Range(0, Capacity).Select(entry => $"priority-{entry}"), "buffer-count", "buffer-offered", "buffer-accepted"];

    /// <summary>The third slot is the entry that this step may replace.</summary>
    public override SlotBinding Bind(in StepContext step, ReadOnlySpan<double> scalars)
        => SlotBinding.InOrder with { Third = ArrayOffered(scalars) };

    /// <summary>The count and the entry that was offered last are places in the buffer.</summary>
    internal override bool Accepts(ReadOnlySpan<double> scalars)
        => StateSchema.IsCount(scalars[Capacity]) && scalars[Capacity] <= Capacity
            && StateSchema.IsCount(scalars[Capacity + 1]) && scalars[Capacity + 1] < Capacity;

    /// <summary>The sum of the buffer, which steps keep up by adding what enters and taking off what goes.</summary>
    internal sealed override void Refresh(StateArrays arrays, int tensor) => arrays.Sum(SumArray, FirstEntry, Capacity, tensor);

    /// <summary>Has the momentum take the place of the entry that was offered last, and updates the sum.</summary>
    private protected void ReplaceEntry(StateArrays arrays, int tensor, ReadOnlySpan<double> scalars)
    {
        int entry = ArrayOffered(scalars);
        arrays.AddDifference(SumArray, MomentumArray, entry, tensor);
        arrays.Copy(MomentumArray, entry, tensor);
    }

    /// <summary>The array of the entry that was offered last.</summary>
    private protected int ArrayOffered(ReadOnlySpan<double> scalars) => FirstEntry + (int)scalars[Capacity + 1];

    /// <summary>1/C or 1/count: what the sum of the buffer is multiplied by while that many entries are filled.</summary>
    internal double SumFactor(double count) => 1 / (Average == BufferAverage.Capacity && !IsReleased ? Capacity : Math.Max(count, 1));

    /// <summary>Whether it is the authors' code.</summary>
    private protected bool IsReleased => Form == CriticalForm.Released;

    /// <summary>The squares of a tensor's norm to those of the others; of the authors' code, the norms.</summary>
    public sealed override void Accumulate(in StepContext step, ReadOnlySpan<double> tensor, Span<double> scope)
        => scope[0] += IsReleased ? Math.Sqrt(tensor[0]) : tensor[0];

    /// <summary>The authors' code adds ε to the root.</summary>
    internal sealed override ScalingOptions Fit(ScalingOptions scaling)
        => IsReleased && scaling is Scalings.SecondMoment.Options { EpsilonInside: true } moment ? moment with { EpsilonInside = false } : scaling;

    /// <summary>The priority that comes of the sums over all tensors.</summary>
    private protected double PriorityOf(double sum) => IsReleased ? sum : Math.Sqrt(sum);

    /// <summary>
    /// Algorithm 1: appends while not full, else replaces the first of the least priorities if the new one is strictly
    /// larger; then all priorities fade.
    /// </summary>
    /// <returns>1/C or 1/count of the buffer as it stood, and whether the new entry was accepted.</returns>
    private protected (double Factor, bool Accepted) Offer(double priority, Span<double> scalars)
    {
        priority = Math.Min(priority, float.MaxValue);    // an infinite one would never fade
        Span<double> priorities = scalars[..Capacity];
        ref double count = ref scalars[Capacity];
        double factor = SumFactor(count);

        bool appends = count < Capacity;
        int least = appends ? (int)count : IndexOfLeast(priorities);
        bool accepted = appends || priority > priorities[least];
        if (accepted)
        {
            priorities[least] = priority;
            count = Math.Min(count + 1, Capacity);
        }

        foreach (ref double each in priorities)
        {
            each *= PriorityDecay;
        }

        scalars[Capacity + 1] = least;
        scalars[Capacity + 2] = accepted ? 1 : 0;
        return (factor, accepted);
    }

    /// <summary>How many entries are filled.</summary>
    private protected double CountOf(ReadOnlySpan<double> scalars) => scalars[Capacity];

    /// <summary>Whether the last offer was accepted.</summary>
    private protected bool WasAccepted(ReadOnlySpan<double> scalars) => scalars[Capacity + 2] > 0;

    private static int IndexOfLeast(ReadOnlySpan<double> values)
    {
        int least = 0;
        for (int index = 1; index < values.Length; index++)
        {
            least = values[index] < values[least] ? index : least;
        }

        return least;
    }
}
