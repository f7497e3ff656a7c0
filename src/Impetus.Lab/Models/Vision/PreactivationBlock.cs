using Impetus.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Impetus.Lab.Models.Vision;

/// <summary>
/// The block of a wide residual network: normalisation and rectifier come before each of the two 3×3 convolutions. Where the
/// shape changes, both the convolutions and the 1×1 shortcut read the activated input.
/// </summary>
internal sealed class PreactivationBlock : Module<Tensor, Tensor>
{
    private readonly Layers.BatchNorm2d bn1;
    private readonly Conv2d conv1;
    private readonly Layers.BatchNorm2d bn2;
    private readonly Conv2d conv2;
    private readonly Conv2d? convShortcut;
    private readonly Dropout dropout;

    public PreactivationBlock(int inputs, int outputs, int stride, double dropout)
        : base(nameof(PreactivationBlock))
    {
        bn1 = new Layers.BatchNorm2d(inputs);
        conv1 = Convolution(inputs, outputs, kernel: 3, stride);
        bn2 = new Layers.BatchNorm2d(outputs);
        conv2 = Convolution(outputs, outputs, kernel: 3, stride: 1);
        convShortcut = inputs == outputs ? null : Convolution(inputs, outputs, kernel: 1, stride);
        this.dropout = Dropout(dropout);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        Tensor activated = bn1.call(input).relu_();
        Tensor inner = bn2.call(conv1.call(activated)).relu_();
        return conv2.call(dropout.call(inner)).PlusInPlace(convShortcut?.call(activated) ?? input);
    }

    /// <summary>A convolution with the initial values of the reference: normal, by the number of outputs.</summary>
    public static Conv2d Convolution(int inputs, int outputs, int kernel, int stride) =>
        Conv2d(inputs, outputs, kernel, stride, padding: kernel / 2, bias: false).StartingFrom(Initializers.NormalByOutputs(outputs * kernel * kernel));
}
