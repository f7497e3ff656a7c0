using Impetus.Lab.Statistics;

namespace Impetus.Lab.Metrics;

/// <summary>How well predictions agree with the truth: the measures of GLUE (Wang et al. 2019).</summary>
internal static class Agreement
{
    /// <summary>The share that is right.</summary>
    public static double Accuracy(ReadOnlySpan<int> predictions, ReadOnlySpan<int> truth) => (double)Count(predictions, truth, static (guess, label) => guess == label) / truth.Length;

    /// <summary>
    /// Matthews' correlation (1975) of two classes, in the form for any number of them (Gorodkin 2004); 0 where predictions or
    /// truth are all of one class.
    /// </summary>
    public static double Matthews(ReadOnlySpan<int> predictions, ReadOnlySpan<int> truth)
    {
        double[] guessed = Counts(predictions), known = Counts(truth);
        double total = truth.Length, right = Count(predictions, truth, static (guess, label) => guess == label);
        double products = guessed.Zip(known).Sum(static pair => pair.First * pair.Second);
        double guesses = (total * total) - guessed.Sum(static count => count * count);
        double truths = (total * total) - known.Sum(static count => count * count);
        return guesses == 0 || truths == 0 ? 0 : ((right * total) - products) / Math.Sqrt(guesses * truths);
    }

    /// <summary>The harmonic mean of precision and recall of class 1; 0 where nothing of it is found.</summary>
    public static double F1(ReadOnlySpan<int> predictions, ReadOnlySpan<int> truth)
    {
        double found = Count(predictions, truth, static (guess, label) => guess == 1 && label == 1);
        double either = Count(predictions, truth, static (guess, _) => guess == 1) + Count(predictions, truth, static (_, label) => label == 1);
        return either == 0 ? 0 : 2 * found / either;
    }

    /// <summary>Pearson's correlation; 0 where one of both is constant.</summary>
    public static double Pearson(IReadOnlyList<double> predictions, IReadOnlyList<double> truth)
    {
        double guess = predictions.Average(), label = truth.Average(), product = 0, guesses = 0, truths = 0;
        for (int i = 0; i < truth.Count; i++)
        {
            (double a, double b) = (predictions[i] - guess, truth[i] - label);
            (product, guesses, truths) = (product + (a * b), guesses + (a * a), truths + (b * b));
        }

        return guesses == 0 || truths == 0 ? 0 : product / Math.Sqrt(guesses * truths);
    }

    /// <summary>Spearman's correlation: Pearson's of the ranks.</summary>
    public static double Spearman(IReadOnlyList<double> predictions, IReadOnlyList<double> truth) => Pearson(Ranks.Of(predictions), Ranks.Of(truth));

    // How often each class from 0 on occurs.
    private static double[] Counts(ReadOnlySpan<int> classes)
    {
        double[] counts = [];
        foreach (int one in classes)
        {
            Array.Resize(ref counts, Math.Max(counts.Length, one + 1));
            counts[one]++;
        }

        return counts;
    }

    private static int Count(ReadOnlySpan<int> predictions, ReadOnlySpan<int> truth, Func<int, int, bool> counts)
    {
        int count = 0;
        for (int i = 0; i < truth.Length; i++)
        {
            count += counts(predictions[i], truth[i]) ? 1 : 0;
        }

        return count;
    }
}
