using Impetus.Wrappers;

namespace Impetus.Distributed;

/// <summary>
/// Trains one model in several processes, each on its part of every batch: before every step the gradients become one, the same in all
/// processes, and so the steps are the same. The state is that of the optimizer within: what one process has saved, any number loads.
/// </summary>
/// <remarks>All processes call the same methods in the same order. It stands around all other wrappers.</remarks>
public sealed class DataParallel : OptimizerWrapper
{
    private readonly IProcessGroup _processes;
    private readonly GradientAverage _average;
    private readonly Func<double> _averaged;
    private Func<double>? _evaluate;

    /// <summary>Puts it around an optimizer, which it owns from now on. The parameters of the first process are those of all from now on.</summary>
    /// <param name="inner">The optimizer, with its wrappers.</param>
    /// <param name="processes">The processes.</param>
    /// <exception cref="NotSupportedException">The parameters are stored in bfloat16, or lie on a device.</exception>
    /// <exception cref="InvalidOperationException">The processes have different parameters.</exception>
    public DataParallel(Optimizer inner, IProcessGroup processes)
        : base(inner)
    {
        _processes = processes;
        _average = GradientAverage.Of(inner.Parameters, processes);
        _averaged = Averaged;
        Share = 1.0 / processes.Size;
        foreach (Parameter parameter in inner.Parameters)
        {
            if (parameter.ElementType == ElementType.Float64)
            {
                processes.Broadcast(parameter.Values<double>(), 0);
            }
            else
            {
                processes.Broadcast(parameter.Values<float>(), 0);
            }
        }
    }

    /// <summary>
    /// How much the loss and the gradient of this process count: 1 divided by the number of processes at first, which is right where all have
    /// as many examples. Where they have not, the share of the batch's examples (or tokens) that are here; the shares of all make 1.
    /// </summary>
    public double Share { get; set; }

    /// <inheritdoc/>
    /// <param name="loss">The loss of this process's part; NaN if it is not known in any.</param>
    public override void Step(double loss)
    {
        double whole = Average(loss);
        try
        {
            Inner.Step(whole);
        }
        finally
        {
            _average.PutBackMissing();
        }
    }

    /// <inheritdoc/>
    /// <param name="evaluate">Fills in the gradients of this process's part, afresh, and gives its loss.</param>
    /// <returns>The loss of the whole batch.</returns>
    public override double Step(Func<double> evaluate)
    {
        ArgumentNullException.ThrowIfNull(evaluate);
        _evaluate = evaluate;
        try
        {
            return Inner.Step(_averaged);
        }
        finally
        {
            _average.PutBackMissing();
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _average.Dispose();
        base.Dispose();
    }

    private double Averaged() => Average(_evaluate!());

    private double Average(double loss)
    {
        double sum = _processes.Sum(Share * loss);
        _average.Run(Share);
        return sum;
    }
}
