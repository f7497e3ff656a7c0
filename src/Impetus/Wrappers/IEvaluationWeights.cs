namespace Impetus.Wrappers;

/// <summary>A wrapper that keeps other weights for evaluation than those that are trained.</summary>
public interface IEvaluationWeights
{
    /// <summary>Whether the weights for evaluation are in the place of the others just now.</summary>
    bool IsSwapped { get; }

    /// <summary>Exchanges both. Training goes on once they are back.</summary>
    void Swap();
}
