using System.Collections.Concurrent;
using Impetus.Lab.Tasks;
using Impetus.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Impetus.Lab.Models.Encoders;

/// <summary>
/// Disentangled attention (He et al. 2021, section 3.1, as in the released code): to the score of two tokens' contents come that
/// of the asking content with the distance, and that of the distance with the content asked. Distances beyond the largest known
/// count as that.
/// </summary>
internal sealed class DisentangledSelfAttention : Module<Tensor, Tensor?, Tensor?, Tensor>, IInitialValues
{
    // Constants, so all layers and models of a process share them.
    private static readonly ConcurrentDictionary<(long Length, long Span), (Tensor Forward, Tensor Backward)> Distances = new();

    private readonly Linear in_proj;
    private readonly TorchParameter q_bias;
    private readonly TorchParameter v_bias;
    private readonly Linear? pos_proj;
    private readonly Linear? pos_q_proj;
    private readonly Dropout dropout;
    private readonly AttentionHeads _heads;
    private readonly double _scale, _droppedDistances;
    private readonly long _longest;

    public DisentangledSelfAttention(EncoderConfiguration configuration)
        : base(nameof(DisentangledSelfAttention))
    {
        (_heads, _longest, _droppedDistances) = (new(configuration), configuration.RelativePositions, configuration.Dropout);
        int width = configuration.HiddenSize;
        in_proj = Linear(width, 3 * width, hasBias: false).StartingFrom(configuration.Initial);
        q_bias = Parameter(zeros(width));
        v_bias = Parameter(zeros(width));
        pos_proj = configuration.ContentToPosition ? Linear(width, width, hasBias: false).StartingFrom(configuration.Initial) : null;
        pos_q_proj = configuration.PositionToContent ? Linear(width, width).StartingFrom(configuration.Initial) : null;
        dropout = Dropout(configuration.AttentionDropout);
        int scores = 1 + (pos_proj is null ? 0 : 1) + (pos_q_proj is null ? 0 : 1);
        _scale = 1 / Math.Sqrt(_heads.Size * scores);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public Initializer InitializerOf(string parameter) => Initializers.Constant(0);

    /// <summary>What every token gathers.</summary>
    /// <param name="hidden">(batch, position, width).</param>
    /// <param name="mask">Added to the scores; or null.</param>
    /// <param name="relative">The vectors of all distances (2 · largest, width), from −largest on; null for none.</param>
    public override Tensor forward(Tensor hidden, Tensor? mask, Tensor? relative)
    {
        Tensor[] parts = _heads.Split(in_proj.call(hidden)).chunk(3, -1);
        Tensor queries = parts[0].Plus(_heads.Split(q_bias.reshape(1, 1, -1))).Times(_scale);
        Tensor keys = parts[1];
        Tensor values = parts[2].Plus(_heads.Split(v_bias.reshape(1, 1, -1)));
        Tensor scores = queries.matmul(keys.transpose(-1, -2));
        if (relative is not null)
        {
            // No layer: distances belong to no example of the batch, of which a process may have a part.
            scores = scores.Plus(OfDistances(queries, keys, functional.dropout(relative, _droppedDistances, training)));
        }

        Tensor shares = dropout.call(functional.softmax(mask is null ? scores : scores.Plus(mask), -1));
        return _heads.Merge(shares.matmul(values));
    }

    private Tensor OfDistances(Tensor queries, Tensor keys, Tensor relative)
    {
        long length = queries.shape[2], span = Math.Min(length, _longest);
        Tensor distances = relative.narrow(0, _longest - span, 2 * span).unsqueeze(0);
        (Tensor forward, Tensor backward) = Distances.GetOrAdd((length, span), static key => (Places(key, 1), Places(key, -1)));
        long[] shape = [queries.shape[0], queries.shape[1], length, length];
        Tensor sum = zeros(1, queries.dtype);
        if (pos_proj is not null)
        {
            sum = queries.matmul(_heads.Split(pos_proj.call(distances)).transpose(-1, -2)).gather(-1, forward.expand(shape));
        }

        if (pos_q_proj is not null)
        {
            Tensor asking = _heads.Split(pos_q_proj.call(distances)).Times(_scale);
            sum = sum.Plus(keys.matmul(asking.transpose(-1, -2)).gather(-1, backward.expand(shape)).transpose(-1, -2));
        }

        return sum;
    }

    // The row of each pair's distance (row − column, or the reverse), in the middle part of the table.
    private static Tensor Places((long Length, long Span) key, int sign)
    {
        long[] places = new long[key.Length * key.Length];
        for (int i = 0; i < places.Length; i++)
        {
            (long row, long column) = Math.DivRem(i, key.Length);
            places[i] = Math.Clamp(sign * (row - column) + key.Span, 0, 2 * key.Span - 1);
        }

        return TensorValues.Copy<long>(places, 1, 1, key.Length, key.Length).DetachFromDisposeScope();
    }
}
