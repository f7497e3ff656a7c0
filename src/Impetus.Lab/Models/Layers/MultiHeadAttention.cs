using Impetus.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Impetus.Lab.Models.Layers;

/// <summary>
/// Attention with several heads (Vaswani et al. 2017, section 3.2): softmax(QKᵀ/√size)·V for each head, with projections
/// before and after. Its parameters have fairseq's names, and keys and values can be kept for later queries, neither of which
/// TorchSharp's <c>MultiheadAttention</c> does.
/// </summary>
internal sealed class MultiHeadAttention : Module<Tensor, Tensor, Tensor, Tensor?, Tensor>
{
    private readonly Linear q_proj;
    private readonly Linear k_proj;
    private readonly Linear v_proj;
    private readonly Linear out_proj;
    private readonly int _heads;
    private readonly double _scale;

    /// <param name="width">Length of a position's vector; a multiple of <paramref name="heads"/>.</param>
    /// <param name="heads">Heads.</param>
    /// <param name="initializer">Draws the weights of the projections.</param>
    public MultiHeadAttention(int width, int heads, Initializer initializer)
        : base(nameof(MultiHeadAttention))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(heads, 1);
        if (width < heads || width % heads != 0)
        {
            throw new ArgumentException($"{heads} heads do not divide the width {width}.", nameof(heads));
        }

        (_heads, _scale) = (heads, 1 / Math.Sqrt(width / heads));
        q_proj = Linear(width, width).StartingFrom(initializer);
        k_proj = Linear(width, width).StartingFrom(initializer);
        v_proj = Linear(width, width).StartingFrom(initializer);
        out_proj = Linear(width, width).StartingFrom(initializer);
        RegisterComponents();
    }

    /// <summary>Keys (batch, head, size, source) and values (batch, head, source, size) of sources (batch, source, width).</summary>
    public (Tensor Keys, Tensor Values) Project(Tensor sources) =>
        (Split(k_proj.call(sources)).permute(0, 2, 3, 1), Split(v_proj.call(sources)).transpose(1, 2));

    /// <summary>What every query gathers from projected sources.</summary>
    /// <param name="queries">Who asks (batch, position, width).</param>
    /// <param name="keys">Keys, as <see cref="Project"/> gives them.</param>
    /// <param name="values">Values, as <see cref="Project"/> gives them.</param>
    /// <param name="mask">Added to the scores (batch, head, position, source) before the softmax, −∞ where a query must not look; or null.</param>
    /// <returns>(batch, position, width).</returns>
    public override Tensor forward(Tensor queries, Tensor keys, Tensor values, Tensor? mask)
    {
        Tensor scores = Split(q_proj.call(queries).Times(_scale)).transpose(1, 2).matmul(keys);
        if (mask is not null)
        {
            scores = scores.PlusInPlace(mask);
        }

        Tensor mixed = functional.softmax(scores, -1).matmul(values);
        return out_proj.call(mixed.transpose(1, 2).reshape(queries.shape));
    }

    private Tensor Split(Tensor projected) => projected.reshape(projected.shape[0], projected.shape[1], _heads, -1);
}
