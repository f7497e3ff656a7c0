using Impetus.Kernels;

namespace Impetus.Wrappers;

/// <summary>
/// A wrapper that takes the gradient at a displaced point: it evaluates the gradient, displaces the parameters, evaluates
/// again, puts the parameters back exactly, and lets the inner optimizer step with the second gradient.
/// </summary>
public abstract class SecondGradient : OptimizerWrapper
{
    private protected SecondGradient(Optimizer inner)
        : base(inner)
    {
        if (inner.NeedsClosure)
        {
            throw new ArgumentException("One wrapper takes the gradient at a second point already; a second one cannot.", nameof(inner));
        }

        Kept = ParameterVector.Like(inner.Parameters, inner.Options.Threads);
    }

    /// <inheritdoc/>
    public sealed override bool NeedsClosure => true;

    /// <inheritdoc/>
    public sealed override int StateBytesPerCoordinate => Inner.StateBytesPerCoordinate + Parameters.ElementType.Size;

    /// <summary>The parameters before the displacement.</summary>
    private protected ParameterVector Kept { get; }

    /// <inheritdoc/>
    public sealed override void Step(double loss)
        => throw new InvalidOperationException($"{GetType().Name} needs the gradient at a second point: call Step with a closure that evaluates the gradient.");

    /// <inheritdoc/>
    public sealed override double Step(Func<double> evaluate)
    {
        ArgumentNullException.ThrowIfNull(evaluate);
        double loss = evaluate();
        Kept.CopyParameters();
        try
        {
            Displace();
            Parameters.ShareValues();
            _ = evaluate();
        }
        finally
        {
            Kept.RestoreParameters();
        }

        Parameters.ShareValues();
        Inner.Step();
        return loss;
    }

    /// <inheritdoc/>
    public sealed override void Dispose()
    {
        Kept.Dispose();
        base.Dispose();
    }

    /// <summary>Moves the parameters to the second point, by the gradients as they stand.</summary>
    private protected abstract void Displace();
}
