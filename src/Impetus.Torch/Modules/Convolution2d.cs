namespace Impetus.Torch.Modules;

/// <summary>
/// Two-dimensional convolution with square kernels, from (batch, inputs, height, width) to (batch, outputs, height′, width′)
/// with height′ = (height + 2·padding − kernel) / stride + 1. It works, and leaves its output, in channels-last order.
/// </summary>
public sealed class Convolution2d : Module
{
    private readonly int _stride;
    private readonly int _padding;
    private readonly int _groups;
    private readonly ModuleTensor _weight;
    private readonly ModuleTensor? _bias;

    /// <param name="inputs">Channels of the input.</param>
    /// <param name="outputs">Channels of the output.</param>
    /// <param name="kernel">Side of the kernel.</param>
    /// <param name="stride">Step of the kernel.</param>
    /// <param name="padding">Zeros that are added on every side.</param>
    /// <param name="groups">Independent groups of channels; divides inputs and outputs.</param>
    /// <param name="bias">Whether every output channel has a bias; pointless before a batch normalisation.</param>
    /// <param name="initializer">
    /// Draws the weight, and the bias then starts at 0; by default both are uniform in ±1/√(inputs of one output).
    /// </param>
    public Convolution2d(
        long inputs,
        long outputs,
        int kernel,
        int stride = 1,
        int padding = 0,
        int groups = 1,
        bool bias = true,
        Initializer? initializer = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(kernel, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(groups, 1);
        if (inputs % groups != 0 || outputs % groups != 0)
        {
            throw new ArgumentException($"{groups} groups divide neither {inputs} inputs nor {outputs} outputs evenly.", nameof(groups));
        }
        _stride = stride;
        _padding = padding;
        _groups = groups;
        Initializer usual = Initializers.UniformByInputs(inputs / groups * kernel * kernel);
        _weight = Parameter("weight", [outputs, inputs / groups, kernel, kernel], initializer ?? usual);
        _bias = bias ? Parameter("bias", [outputs], initializer is null ? usual : Initializers.Constant(0)) : null;
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => Operators.Convolution2d.Call(
        input.ChannelsLast(), _weight.Value, _bias?.Value, _stride, _padding, OperatorArgument.Default, _groups);
}
