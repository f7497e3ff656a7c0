using Impetus.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Impetus.Lab.Models.Layers;

/// <summary>
/// Causal self-attention with rotary positions, whose query heads share key and value heads in groups of equal size
/// (Ainslie et al. 2023); with as many key as query heads it is multi-head attention (Vaswani et al. 2017). From and to
/// (batch, position, width). No biases.
/// </summary>
internal sealed class GroupedQueryAttention : Module<Tensor, Tensor>
{
    private readonly Linear q_proj;
    private readonly Linear k_proj;
    private readonly Linear v_proj;
    private readonly Linear o_proj;
    private readonly RotaryEmbedding rotary;
    private readonly int _headSize;
    private readonly int _group;

    /// <param name="width">Length of a position's vector; a multiple of <paramref name="heads"/>.</param>
    /// <param name="heads">Query heads.</param>
    /// <param name="keyHeads">Key and value heads; divides <paramref name="heads"/>.</param>
    /// <param name="angleBase">The base of the rotary angles.</param>
    /// <param name="initializer">Draws the weights of the four projections.</param>
    public GroupedQueryAttention(int width, int heads, int keyHeads, double angleBase, Initializer initializer)
        : base(nameof(GroupedQueryAttention))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(heads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(keyHeads, 1);
        if (width < heads || width % heads != 0 || heads % keyHeads != 0)
        {
            throw new ArgumentException(
                $"{heads} heads must divide the width {width}, and {keyHeads} key heads must divide {heads} heads.", nameof(heads));
        }

        (_headSize, _group) = (width / heads, heads / keyHeads);
        q_proj = Linear(width, width, hasBias: false).StartingFrom(initializer);
        k_proj = Linear(width, keyHeads * _headSize, hasBias: false).StartingFrom(initializer);
        v_proj = Linear(width, keyHeads * _headSize, hasBias: false).StartingFrom(initializer);
        o_proj = Linear(width, width, hasBias: false).StartingFrom(initializer);
        rotary = new RotaryEmbedding(_headSize, angleBase);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        long batch = input.shape[0], length = input.shape[1];
        Tensor queries = rotary.call(Split(q_proj.call(input))).transpose(1, 2);
        Tensor keys = rotary.call(Split(k_proj.call(input))).transpose(1, 2);
        Tensor values = Split(v_proj.call(input)).transpose(1, 2);
        Tensor mixed = TwiceDifferentiable.IsWanted
            ? Plain(queries, PerQuery(keys), PerQuery(values))
            : functional.scaled_dot_product_attention(queries, PerQuery(keys), PerQuery(values), is_casual: true);
        return o_proj.call(mixed.transpose(1, 2).reshape(batch, length, -1));

        Tensor Split(Tensor projected) => projected.reshape(batch, length, -1, _headSize);
    }

    // The same head of keys or values for all queries of a group: (batch, key head, …) to (batch, head, …).
    private Tensor PerQuery(Tensor heads)
    {
        long[] shape = heads.shape;
        return _group == 1 ? heads : heads.unsqueeze(2).expand(shape[0], shape[1], _group, shape[2], shape[3]).reshape(shape[0], -1, shape[2], shape[3]);
    }

    private Tensor Plain(Tensor queries, Tensor keys, Tensor values)
    {
        Tensor scores = queries.matmul(keys.transpose(2, 3)).Over(Math.Sqrt(_headSize));
        return functional.softmax(scores.Plus(CausalMask.Of(scores.shape[3], scores.dtype)), -1).matmul(values);
    }
}
