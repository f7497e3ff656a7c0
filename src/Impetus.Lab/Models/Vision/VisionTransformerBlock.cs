using Impetus.Lab.Models.Layers;
using Impetus.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Impetus.Lab.Models.Vision;

/// <summary>A block: x ← x + attention(norm(x)), then x ← x + layers(norm(x)).</summary>
internal sealed class VisionTransformerBlock : Module<Tensor, Tensor>
{
    /// <summary>ε of all normalisations.</summary>
    public const double Epsilon = 1e-6;

    private readonly LayerNorm norm1;
    private readonly MultiHeadAttention attn;
    private readonly LayerNorm norm2;
    private readonly Sequential mlp;

    public VisionTransformerBlock(VisionTransformerSizes sizes)
        : base(nameof(VisionTransformerBlock))
    {
        int inner = sizes.Expansion * sizes.Width;
        norm1 = LayerNorm(sizes.Width, Epsilon);
        attn = new MultiHeadAttention(sizes.Width, sizes.Heads, Initializers.UniformByInputsAndOutputs(sizes.Width, sizes.Width));
        norm2 = LayerNorm(sizes.Width, Epsilon);
        Initializer oblong = Initializers.UniformByInputsAndOutputs(sizes.Width, inner);
        mlp = Sequential(("fc1", Linear(sizes.Width, inner).StartingFrom(oblong)), ("act", GELU()), ("fc2", Linear(inner, sizes.Width).StartingFrom(oblong)));
        RegisterComponents();
    }

    /// <summary>One block, over (batch, token, width).</summary>
    public override Tensor forward(Tensor tokens)
    {
        Tensor normal = norm1.call(tokens);
        (Tensor keys, Tensor values) = attn.Project(normal);
        Tensor attended = tokens.Plus(attn.call(normal, keys, values, null));
        return attended.Plus(mlp.call(norm2.call(attended)));
    }
}
