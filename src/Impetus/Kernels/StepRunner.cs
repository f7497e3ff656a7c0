using Impetus.Algebra;

namespace Impetus.Kernels;

/// <summary>
/// Carries out the passes of a step over all tensors: reading passes that sum up, and the pass that moves. What the
/// formulas of the step are is planned elsewhere; where the tensors live is up to the runner.
/// </summary>
internal abstract class StepRunner<TFormula>(int tensorCount) : IDisposable
    where TFormula : struct, IFormula
{
    private const int SumLimit = Sums<int>.Limit;

    private readonly double[] _tensorSums = new double[tensorCount * SumLimit];

    /// <summary>The formulas of the step.</summary>
    public TFormula[] Formulas { get; } = new TFormula[tensorCount];

    /// <summary>The index of every tensor's formula; −1 for a tensor that the step passes over.</summary>
    public int[] FormulaOf { get; } = new int[tensorCount];

    /// <summary>
    /// The tensors whose part of the next reading pass was taken ahead, by <see cref="MeasureAhead"/>: the pass reads only
    /// the others. It clears the marks.
    /// </summary>
    public bool[] IsMeasured { get; } = new bool[tensorCount];

    /// <summary>
    /// The tensors that fit into the cache and depend on no other: their sums are taken, their formula planned by
    /// <see cref="PlanAlone"/> and their coordinates moved in one go. Reading passes look only whether they are finite.
    /// </summary>
    public bool[] IsPlannedAlone { get; } = new bool[tensorCount];

    /// <summary>Plans a tensor's formula from its sums; runs on any thread.</summary>
    public Action<int>? PlanAlone { get; set; }

    /// <summary>How often all tensors were gone over. However many there are, a pass is one dispatch of work to threads.</summary>
    public long PassCount { get; protected set; }

    /// <summary>How many arrays a step reads, and how many it writes, both together: those that it moves, then those that it sums up.</summary>
    public static int TouchedArrays
    {
        get
        {
            int scaling = TFormula.ScalingSlotCount + (TFormula.KeepsMaximum ? 1 : 0);
            int moved = 3 + 2 * (TFormula.MemorySlotCount + scaling);
            moved -= TFormula.RenamesArrays ? 1 : 0;
            return moved + MeasuredArrays;
        }
    }

    /// <summary>How many arrays the memory's reading pass reads; 0 if it has none.</summary>
    public static int MeasuredArrays
        => TFormula.SumCount == 0 || TFormula.SumsWhileMoving ? 0
            : 1
                + (TFormula.Sights.Include(Sights.Memory) ? 1 : 0)
                + (TFormula.Sights.Include(Sights.Parameter) ? 1 : 0)
                + (TFormula.Sights.Include(Sights.Preconditioner) ? TFormula.ScalingSlotCount + (TFormula.KeepsMaximum ? 1 : 0) : 0);

    /// <summary>What the last reading pass summed up over one tensor.</summary>
    public ReadOnlySpan<double> SumsOf(int tensor) => MutableSumsOf(tensor);

    /// <summary>Takes a tensor's part of the next reading pass now. A runner may leave it to the pass.</summary>
    public virtual void MeasureAhead(int tensor, Reading reading)
    {
    }

    /// <summary>The memory's sums over every tensor; of those that are planned alone only, if <paramref name="looksAtGradients"/>, whether they are finite.</summary>
    public abstract void MeasureFormulas(bool looksAtGradients);

    /// <summary>‖g‖² of every tensor, with every coordinate multiplied with <paramref name="unit"/> first.</summary>
    public abstract void MeasureNorm(double unit);

    /// <summary>0 for every tensor whose gradient is finite, NaN for the others.</summary>
    public abstract void MeasureFiniteness();

    /// <summary>
    /// Moves all tensors, and sums up on the way where the formula says so; after the memory's reading pass, what that
    /// pass left in the cache comes first.
    /// </summary>
    public abstract void Move(bool followsReading);

    /// <summary>Has the third slot of a tensor's memory stand for another array.</summary>
    public abstract void PointToThirdArray(int tensor, int array);

    /// <summary>Has a step that renames arrays write a tensor's momentum over another array; its own is 0.</summary>
    public abstract void PlaceMomentum(int tensor, int array);

    /// <summary>Has a tensor's momentum, its first array, exchange names with the array that it was written over.</summary>
    public abstract void RenameMomentum(int tensor, int array);

    /// <summary>Has a tensor's momentum, its first array, take the place of an entry, and updates the sum of entries, its second.</summary>
    public abstract void ReplaceEntry(int tensor, int array);

    /// <summary>Takes an array that is a sum of others afresh.</summary>
    public abstract void Recompute(in ArraySum sum);

    /// <summary>Reads bytes of the part of an array of state that belongs to a tensor.</summary>
    public abstract void ReadState(int array, int tensor, long offset, Span<byte> bytes);

    /// <summary>Writes bytes of the part of an array of state that belongs to a tensor.</summary>
    public abstract void WriteState(int array, int tensor, long offset, ReadOnlySpan<byte> bytes);

    /// <summary>The first sum of the last reading pass, over all tensors in order.</summary>
    public double SumOverTensors()
    {
        double sum = 0;
        for (int tensor = 0; tensor < FormulaOf.Length; tensor++)
        {
            sum += _tensorSums[tensor * SumLimit];
        }

        return sum;
    }

    /// <summary>The first tensor for which a sum of the last reading pass is not finite; −1 if there is none.</summary>
    public int FirstNonFiniteTensor(int sumCount)
    {
        for (int tensor = 0; tensor < FormulaOf.Length; tensor++)
        {
            for (int sum = 0; sum < sumCount; sum++)
            {
                if (!double.IsFinite(_tensorSums[tensor * SumLimit + sum]))
                {
                    return tensor;
                }
            }
        }

        return -1;
    }

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>Forgets the sums of the last reading pass.</summary>
    protected void ClearSums() => Array.Clear(_tensorSums);

    /// <summary>Where a reading pass puts what it sums up over one tensor.</summary>
    protected Span<double> MutableSumsOf(int tensor) => _tensorSums.AsSpan(tensor * SumLimit, SumLimit);
}

/// <summary>Makes the runner for parameters that do not lie in the memory of the process.</summary>
internal interface IStepRunnerFactory
{
    /// <summary>A runner with that many arrays of state.</summary>
    StepRunner<TFormula> Create<TFormula>(int memoryArrays, int scalingArrays)
        where TFormula : struct, IFormula;
}
