namespace Impetus.Torch.Modules;

/// <summary>
/// Batch normalisation of every channel of (batch, channels, height, width) images (Ioffe and Szegedy 2015): by the
/// statistics of the batch while training, by their running averages while evaluating.
/// </summary>
public sealed class BatchNormalization2d : Module
{
    private readonly double _epsilon;
    private readonly ModuleTensor _weight;
    private readonly ModuleTensor _bias;
    private readonly ModuleTensor _runningMean;
    private readonly ModuleTensor _runningVariance;

    /// <param name="channels">Channels of the input.</param>
    /// <param name="momentum">The share of a new batch in the running averages, in [0, 1].</param>
    /// <param name="epsilon">Added to the variance.</param>
    public BatchNormalization2d(long channels, double momentum = 0.1, double epsilon = 1e-5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        Momentum = momentum;
        _epsilon = epsilon;
        _weight = Parameter("weight", [channels], Initializers.Constant(1));
        _bias = Parameter("bias", [channels], Initializers.Constant(0));
        _runningMean = Buffer("running_mean", [channels], 0);
        _runningVariance = Buffer("running_var", [channels], 1);
    }

    /// <summary>
    /// The share of a new batch in the running averages, in [0, 1]. Whoever measures the averages anew lets it fall as
    /// 1, 1/2, 1/3, …, which makes them means over the batches.
    /// </summary>
    public double Momentum { get; set; }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => Operators.BatchNormalization.Call(
        input,
        _weight.Value,
        _bias.Value,
        _runningMean.Value,
        _runningVariance.Value,
        IsTraining,
        Momentum,
        _epsilon,
        false);
}
