using Impetus.Torch;
using Impetus.Torch.Modules;

namespace Impetus.Lab.Models.Vision;

/// <summary>
/// The block of a wide residual network: normalisation and rectifier come before each of the two 3×3 convolutions. Where the
/// shape changes, both the convolutions and the 1×1 shortcut read the activated input.
/// </summary>
internal sealed class PreactivationBlock : Module
{
    private readonly BatchNormalization2d _bn1, _bn2;
    private readonly Convolution2d _conv1, _conv2;
    private readonly Convolution2d? _shortcut;
    private readonly Dropout? _dropout;
    private readonly Rectifier _rectifier = new(inPlace: true);

    public PreactivationBlock(int inputs, int outputs, int stride, double dropout)
    {
        _bn1 = Child("bn1", new BatchNormalization2d(inputs));
        _conv1 = Child("conv1", Convolution(inputs, outputs, kernel: 3, stride));
        _bn2 = Child("bn2", new BatchNormalization2d(outputs));
        _conv2 = Child("conv2", Convolution(outputs, outputs, kernel: 3, stride: 1));
        _shortcut = inputs == outputs ? null : Child("convShortcut", Convolution(inputs, outputs, kernel: 1, stride));
        _dropout = dropout > 0 ? Child("dropout", new Dropout(dropout)) : null;
    }

    public override Tensor Forward(Tensor input)
    {
        Tensor activated = _rectifier.Forward(_bn1.Forward(input));
        Tensor inner = _rectifier.Forward(_bn2.Forward(_conv1.Forward(activated)));
        inner = _conv2.Forward(_dropout?.Forward(inner) ?? inner);
        return inner.AddInPlace(_shortcut?.Forward(activated) ?? input);
    }

    /// <summary>A convolution with the initial values of the reference: normal, by the number of outputs.</summary>
    public static Convolution2d Convolution(int inputs, int outputs, int kernel, int stride) => new(
        inputs, outputs, kernel, stride, padding: kernel / 2, bias: false, initializer: Initializers.NormalByOutputs(outputs * kernel * kernel));
}
