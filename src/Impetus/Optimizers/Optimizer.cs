namespace Impetus;

/// <summary>An optimizer: memory × scaling × order, bound to the parameters that it trains.</summary>
/// <remarks>
/// Not safe for use by several threads at once. Results are the same to the last bit for every number of threads and
/// every width of the hardware's vectors.
/// </remarks>
public abstract class Optimizer : IDisposable
{
    private protected Optimizer(OptimizerOptions options, ParameterSet parameters)
    {
        Options = options;
        Parameters = parameters;
        Groups = ParameterGroupList.Assign(options, parameters);
        parameters.Bind();
    }

    /// <summary>What the optimizer was made with. What may change between steps is in <see cref="Groups"/>.</summary>
    public OptimizerOptions Options { get; }

    /// <summary>What the optimizer trains.</summary>
    public ParameterSet Parameters { get; }

    /// <summary>The parameter groups, with the hyper-parameters that may change between steps.</summary>
    public ParameterGroupList Groups { get; }

    /// <summary>η of the first group's next step; setting it sets it for all groups.</summary>
    public double LearningRate
    {
        get => Groups[0].LearningRate;
        set
        {
            for (int group = 0; group < Groups.Count; group++)
            {
                Groups[group].LearningRate = value;
            }
        }
    }

    /// <summary>How many steps were taken. Skipped steps do not count.</summary>
    public long StepCount { get; private protected set; }

    /// <summary>How many steps were skipped because of a gradient that was not finite.</summary>
    public long SkippedStepCount { get; private protected set; }

    /// <summary>What the optimizer knows about its last step.</summary>
    public abstract Telemetry Telemetry { get; }

    /// <summary>The bytes of state that the optimizer keeps for each coordinate.</summary>
    public abstract int StateBytesPerCoordinate { get; }

    /// <summary>Moves all parameters once, by the gradients as they stand. Allocates nothing.</summary>
    /// <exception cref="NonFiniteGradientException">A gradient is not finite, and the policy is to throw.</exception>
    /// <exception cref="ObjectDisposedException">The optimizer was disposed.</exception>
    public void Step() => Step(double.NaN);

    /// <summary>Moves all parameters once, for rules that make use of the loss: deterministic AM-MGD.</summary>
    /// <param name="loss">The loss at the parameters as they stand, to which the gradients belong; NaN if it is not known.</param>
    /// <exception cref="NonFiniteGradientException">A gradient is not finite, and the policy is to throw.</exception>
    /// <exception cref="ObjectDisposedException">The optimizer was disposed.</exception>
    public abstract void Step(double loss);

    /// <inheritdoc/>
    public abstract void Dispose();
}
