namespace Impetus.Lab.Tests.Models.Language;

/// <summary>
/// The forward pass of llama2.c in plain loops and double precision, over weights in the order of its files: neighbouring
/// coordinates are rotated, and nothing is shared with the model under test.
/// </summary>
internal sealed class ReferenceLlama(int width, int inner, int layers, int heads, int keyHeads, int vocabulary, bool shared, float[] weights)
{
    private readonly int _headSize = width / heads;

    /// <summary>Numbers in a file before the tables: everything but an output layer of its own.</summary>
    public static int Count(int width, int inner, int layers, int heads, int keyHeads, int vocabulary)
    {
        int keyWidth = width / heads * keyHeads;
        return vocabulary * width + layers * (2 * width + 2 * width * width + 2 * keyWidth * width + 3 * inner * width) + width;
    }

    public double[][] Scores(int[] tokens, int tables)
    {
        int at = 0, keyWidth = _headSize * keyHeads;
        int embedding = Take(vocabulary * width), attentionNorm = Take(layers * width);
        int query = Take(layers * width * width), key = Take(layers * keyWidth * width), value = Take(layers * keyWidth * width);
        int output = Take(layers * width * width), innerNorm = Take(layers * width);
        int gate = Take(layers * inner * width), down = Take(layers * inner * width), up = Take(layers * inner * width);
        int lastNorm = Take(width);
        int classifier = shared ? embedding : Take(tables) + tables;

        double[][] x = [.. tokens.Select(token => weights[(embedding + token * width)..(embedding + (token + 1) * width)].Select(w => (double)w).ToArray())];
        for (int l = 0; l < layers; l++)
        {
            double[][] normed = [.. x.Select(row => Normalise(row, attentionNorm + l * width))];
            double[][] q = [.. normed.Select((row, p) => Rotate(Times(query + l * width * width, width, row), p))];
            double[][] k = [.. normed.Select((row, p) => Rotate(Times(key + l * keyWidth * width, keyWidth, row), p))];
            double[][] v = [.. normed.Select(row => Times(value + l * keyWidth * width, keyWidth, row))];
            for (int p = 0; p < x.Length; p++)
            {
                double[] mixed = new double[width];
                for (int head = 0; head < heads; head++)
                {
                    int shift = head / (heads / keyHeads) * _headSize;
                    double[] share = [.. Enumerable.Range(0, p + 1).Select(t => Math.Exp(
                        Enumerable.Range(0, _headSize).Sum(i => q[p][head * _headSize + i] * k[t][shift + i]) / Math.Sqrt(_headSize)))];
                    for (int i = 0; i < _headSize; i++)
                    {
                        mixed[head * _headSize + i] = share.Select((s, t) => s * v[t][shift + i]).Sum() / share.Sum();
                    }
                }
                x[p] = Plus(x[p], Times(output + l * width * width, width, mixed));
            }
            for (int p = 0; p < x.Length; p++)
            {
                double[] row = Normalise(x[p], innerNorm + l * width);
                double[] opened = Times(gate + l * inner * width, inner, row);
                double[] raised = Times(up + l * inner * width, inner, row);
                double[] gated = [.. opened.Zip(raised, (g, u) => g / (1 + Math.Exp(-g)) * u)];
                x[p] = Plus(x[p], Times(down + l * inner * width, width, gated));
            }
        }
        return [.. x.Select(row => Times(classifier, vocabulary, Normalise(row, lastNorm)))];

        int Take(int count) => (at += count) - count;
    }

    private double[] Times(int matrix, int rows, double[] vector) =>
        [.. Enumerable.Range(0, rows).Select(row => vector.Select((element, i) => weights[matrix + row * vector.Length + i] * element).Sum())];

    private static double[] Plus(double[] left, double[] right) => [.. left.Zip(right, (a, b) => a + b)];

    private double[] Normalise(double[] row, int weight)
    {
        double size = Math.Sqrt(row.Average(element => element * element) + 1e-5);
        return [.. row.Select((element, i) => weights[weight + i] * element / size)];
    }

    private double[] Rotate(double[] row, int position)
    {
        double[] rotated = new double[row.Length];
        for (int i = 0; i < row.Length; i += 2)
        {
            double angle = position / Math.Pow(10_000, i % _headSize / (double)_headSize);
            rotated[i] = row[i] * Math.Cos(angle) - row[i + 1] * Math.Sin(angle);
            rotated[i + 1] = row[i] * Math.Sin(angle) + row[i + 1] * Math.Cos(angle);
        }
        return rotated;
    }
}
