namespace Impetus.Lab.Benchmarks;

/// <summary>Work of a known size, to compare a step with.</summary>
public interface IYardstick : IDisposable
{
    /// <summary>Does the work once.</summary>
    void Run();
}

/// <summary>What a hand-written loop computes.</summary>
public enum LoopRule
{
    /// <summary>Gradient descent with momentum: one array of state.</summary>
    Momentum,

    /// <summary>AdamW: two arrays of state.</summary>
    AdamW,
}
