using Impetus.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Impetus.Lab.Models.Vision;

/// <summary>
/// A vision transformer (Dosovitskiy et al. 2021): an image is cut into patches, each of which becomes a token; the class is read off a
/// token of its own. Names of parameters are those of timm but for attention, whose projections are not in one matrix.
/// </summary>
public sealed class VisionTransformer : Module<Tensor, Tensor>, IInitialValues, IPretrained
{
    /// <summary>What the names of the layer that is always new begin with.</summary>
    internal const string Head = "head.";

    private const double Deviation = 0.02;

    private readonly Sequential patch_embed;
    private readonly TorchParameter cls_token;
    private readonly TorchParameter pos_embed;
    private readonly ModuleList<VisionTransformerBlock> blocks;
    private readonly LayerNorm norm;
    private readonly Linear head;
    private readonly IReadOnlyDictionary<string, float[]>? _weights;

    /// <summary>Makes one, not yet initialised.</summary>
    /// <param name="sizes">Its sizes.</param>
    /// <param name="weights">What all but the last layer starts from, by name; null for random values.</param>
    /// <exception cref="ArgumentException">Patches do not divide the image.</exception>
    public VisionTransformer(VisionTransformerSizes sizes, IReadOnlyDictionary<string, float[]>? weights = null)
        : base(nameof(VisionTransformer))
    {
        ArgumentNullException.ThrowIfNull(sizes);
        if (sizes.Side % sizes.Patch != 0)
        {
            throw new ArgumentException($"Patches of {sizes.Patch} do not divide images of {sizes.Side}.", nameof(sizes));
        }

        _weights = weights;
        patch_embed = Sequential(("proj", Conv2d(sizes.Channels, sizes.Width, kernel_size: sizes.Patch, stride: sizes.Patch)));
        cls_token = Parameter(zeros(1, 1, sizes.Width));
        pos_embed = Parameter(zeros(1, sizes.Tokens, sizes.Width));
        blocks = new ModuleList<VisionTransformerBlock>([.. Enumerable.Range(0, sizes.Layers).Select(_ => new VisionTransformerBlock(sizes))]);
        norm = LayerNorm(sizes.Width, VisionTransformerBlock.Epsilon);
        head = Linear(sizes.Width, sizes.Classes).StartingFrom(Initializers.Normal(Deviation));
        RegisterComponents();
    }

    /// <summary>Scores (batch, classes) of images (batch, channels, height, width).</summary>
    public override Tensor forward(Tensor images)
    {
        Tensor patches = patch_embed.call(images).flatten(2).transpose(1, 2);
        Tensor tokens = cat([cls_token.expand(images.shape[0], -1, -1), patches], 1).Plus(pos_embed);
        foreach (VisionTransformerBlock block in blocks)
        {
            tokens = block.call(tokens);
        }

        return head.call(norm.call(tokens.select(1, 0)));
    }

    /// <inheritdoc/>
    Initializer IInitialValues.InitializerOf(string parameter) => Initializers.Normal(Deviation);

    /// <inheritdoc/>
    bool IPretrained.Fill(string parameter, Tensor values) => !parameter.StartsWith(Head, StringComparison.Ordinal) && _weights.Fill(parameter, values);
}
