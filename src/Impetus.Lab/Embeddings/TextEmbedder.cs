using Impetus.Lab.Models.Encoders;
using Impetus.Lab.Models.Encoders.Tokenizers;
using TorchSharp;
using static TorchSharp.torch;

namespace Impetus.Lab.Embeddings;

/// <summary>Turns texts into embeddings by an encoder as it stands: the mean over each text's tokens.</summary>
/// <param name="encoder">The encoder, in evaluation mode.</param>
/// <param name="tokenizer">Its tokenizer.</param>
/// <param name="longest">The most tokens of a text; what is longer is cut.</param>
internal sealed class TextEmbedder(Encoder encoder, EncoderTokenizer tokenizer, int longest)
{
    private const int BatchSize = 32;

    /// <summary>The embeddings (texts, width), in the order of the texts.</summary>
    public Tensor Embed(IReadOnlyList<string> texts)
    {
        using IDisposable constants = no_grad();
        EncodedText[] encoded = [.. texts.Select(text => tokenizer.Encode(text, null, Math.Min(longest, encoder.Configuration.LongestText)))];
        Tensor embeddings = empty(texts.Count, encoder.Configuration.HiddenSize);
        // Texts of like length together, so that little is filled up.
        foreach (int[] batch in Enumerable.Range(0, texts.Count).OrderBy(position => encoded[position].Tokens.Count).Chunk(BatchSize))
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor places = Tasks.TensorValues.Copy<long>(Array.ConvertAll(batch, static position => (long)position));
            embeddings.index_copy_(0, places, encoder.Embed(EncoderInput.Of(Array.ConvertAll(batch, position => encoded[position]), tokenizer.Padding)));
        }

        return embeddings;
    }
}
