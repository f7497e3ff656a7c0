using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Impetus.Lab.Models.Layers;

/// <summary>Layers for images, one after the other. It brings (batch, channels, height, width) images into channels-last order first.</summary>
internal sealed class ImageNetwork : Sequential
{
    /// <summary>Layers with names.</summary>
    public ImageNetwork(params (string Name, Module<Tensor, Tensor> Layer)[] layers)
        : base(layers)
    {
    }

    /// <summary>Layers named <c>0</c>, <c>1</c>, ...</summary>
    public ImageNetwork(params Module<Tensor, Tensor>[] layers)
        : base(layers)
    {
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor images)
    {
        using Tensor ordered = images.WithChannelsLast();
        return base.forward(ordered);
    }
}
