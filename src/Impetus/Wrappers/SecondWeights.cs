using Impetus.Kernels;

namespace Impetus.Wrappers;

/// <summary>
/// A wrapper that keeps second weights beside those that are trained, from where these are at the beginning, and sees to them after
/// every step that was taken.
/// </summary>
public abstract class SecondWeights : OptimizerWrapper
{
    private protected SecondWeights(Optimizer inner)
        : base(inner)
    {
        Weights = ParameterVector.Like(inner.Parameters, inner.Options.Threads);
        Weights.CopyParameters();
    }

    /// <inheritdoc/>
    public override int StateBytesPerCoordinate => Inner.StateBytesPerCoordinate + Parameters.ElementType.Size;

    private protected ParameterVector Weights { get; }

    /// <inheritdoc/>
    public sealed override void Step(double loss)
    {
        RequireReady();
        long before = StepCount;
        Inner.Step(loss);
        FollowFrom(before);
    }

    /// <inheritdoc/>
    public sealed override double Step(Func<double> evaluate)
    {
        RequireReady();
        long before = StepCount;
        double loss = Inner.Step(evaluate);
        FollowFrom(before);
        return loss;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        Weights.Dispose();
        base.Dispose();
    }

    /// <summary>Refuses a step that cannot be taken now.</summary>
    private protected virtual void RequireReady()
    {
    }

    /// <summary>Sees to the second weights after a step.</summary>
    private protected abstract void Follow();

    private void FollowFrom(long before)
    {
        if (StepCount > before)
        {
            Follow();
        }
    }
}

/// <summary>A wrapper whose second weights are an average, which is what is evaluated.</summary>
public abstract class EvaluationAverage : SecondWeights, IEvaluationWeights
{
    private protected EvaluationAverage(Optimizer inner)
        : base(inner)
    {
    }

    /// <summary>Whether the average is in the place of the weights just now. Steps are refused as long as it is.</summary>
    public bool IsSwapped { get; private protected set; }

    /// <summary>Exchanges the weights that are trained and the average.</summary>
    public void Swap()
    {
        Weights.SwapParameters();
        Parameters.ShareValues();
        IsSwapped = !IsSwapped;
    }

    private protected sealed override void RequireReady()
    {
        if (IsSwapped)
        {
            throw new InvalidOperationException("The average is in the place of the weights: swap back before training goes on.");
        }
    }
}
