using Impetus.Lab.Tasks;
using TorchSharp;
using static TorchSharp.torch;

namespace Impetus.Lab.Models.Translation;

/// <summary>Translates by taking the best token at every position.</summary>
public static class GreedyTranslation
{
    /// <summary>Translates a batch.</summary>
    /// <param name="model">The model, in evaluation mode.</param>
    /// <param name="source">Tokens of every sentence.</param>
    /// <param name="start">The token that translations start with.</param>
    /// <param name="end">The token that ends them.</param>
    /// <param name="longest">More tokens than this are not made.</param>
    /// <returns>The translations without start and end.</returns>
    public static IReadOnlyList<int[]> Translate(Transformer model, IReadOnlyList<int[]> source, int start, int end, int longest)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(source);
        using IDisposable constants = no_grad();
        using DisposeScope scope = NewDisposeScope();
        EncodedSentences encoded = model.Encode(PaddedSentences.Of(source));
        List<int>[] translations = [.. source.Select(static _ => new List<int>())];
        List<int>[] open = translations;
        for (int length = 1; length <= longest && open.Length > 0; length++)
        {
            long[] best = Next(model, encoded, open, start, length);
            int[] rows = [.. Enumerable.Range(0, open.Length).Where(row => best[row] != end)];
            // What has ended is not carried along.
            encoded = rows.Length < open.Length ? encoded.At(rows) : encoded;
            open = Array.ConvertAll(rows, row => open[row]);
            for (int row = 0; row < rows.Length; row++)
            {
                open[row].Add((int)best[rows[row]]);
            }
        }

        return [.. translations.Select(static translation => translation.ToArray())];
    }

    private static long[] Next(Transformer model, EncodedSentences encoded, List<int>[] translations, int start, int length)
    {
        using DisposeScope scope = NewDisposeScope();
        long[] tokens = new long[translations.Length * length];
        for (int row = 0; row < translations.Length; row++)
        {
            tokens[row * length] = start;
            for (int k = 0; k < translations[row].Count; k++)
            {
                tokens[row * length + 1 + k] = translations[row][k];
            }
        }

        Tensor hidden = model.Decode(encoded, TensorValues.Copy<long>(tokens, translations.Length, length));
        return model.Scores(hidden.narrow(1, length - 1, 1)).argmax(2).ToArray<long>();
    }
}
