namespace Impetus.Algebra;

/// <summary>What a part remembers of one coordinate. Slots beyond the part's own number are never touched.</summary>
public struct Slots<TLane>
    where TLane : struct
{
    /// <summary>The first slot.</summary>
    public TLane First;

    /// <summary>The second slot.</summary>
    public TLane Second;

    /// <summary>The third slot.</summary>
    public TLane Third;

    /// <summary>The fourth slot.</summary>
    public TLane Fourth;
}

/// <summary>Which of the memory's arrays the slots of a step stand for.</summary>
/// <param name="First">The array that the first slot is read from.</param>
/// <param name="Second">The array behind the second slot.</param>
/// <param name="Third">The array behind the third slot.</param>
/// <param name="Fourth">The array behind the fourth slot.</param>
/// <param name="FirstTarget">
/// The array that the first slot is written to, where <see cref="IMemory.RenamesArrays"/>. If it is another one, both exchange
/// their names after the step.
/// </param>
public readonly record struct SlotBinding(int First, int Second, int Third, int Fourth, int FirstTarget)
{
    /// <summary>Every slot stands for the array of its number.</summary>
    public static SlotBinding InOrder => new(0, 1, 2, 3, 0);
}

/// <summary>The running sums of a measuring pass. Sums beyond the memory's own number are never touched.</summary>
public struct Sums<TLane>
    where TLane : struct
{
    /// <summary>The most sums that a memory may ask for.</summary>
    public const int Limit = 4;

    /// <summary>The first sum.</summary>
    public TLane First;

    /// <summary>The second sum.</summary>
    public TLane Second;

    /// <summary>The third sum.</summary>
    public TLane Third;

    /// <summary>The fourth sum.</summary>
    public TLane Fourth;
}
