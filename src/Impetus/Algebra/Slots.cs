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
