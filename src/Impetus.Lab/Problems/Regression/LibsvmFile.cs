using System.Globalization;
using Impetus.Algebra;
using Impetus.Lab.Data;

namespace Impetus.Lab.Problems.Regression;

/// <summary>
/// Reads sparse data in the format of LIBSVM: <c>label [qid:n] index:value ... [# comment]</c>, indices from 1 and ascending.
/// </summary>
public static class LibsvmFile
{
    // Every number of a line becomes some dozen bytes: a few gigabytes in all. The collection's larger sets are for other programs.
    private const long MostBytes = 1L << 28;

    // A dense vector of weights has this length; webspam's trigrams are the longest of the collection below it.
    private const int LargestIndex = 1 << 24;

    /// <summary>Reads example by example, without holding more than one line.</summary>
    /// <param name="lines">The text.</param>
    /// <param name="source">What the text is called in messages.</param>
    /// <exception cref="LabException">A line cannot be read; the message has its number.</exception>
    public static IEnumerable<LibsvmExample> Read(TextReader lines, string source)
    {
        ArgumentNullException.ThrowIfNull(lines);
        for (int number = 1; lines.ReadLine() is { } line; number++)
        {
            int comment = line.IndexOf('#', StringComparison.Ordinal);
            string[] words = (comment < 0 ? line : line[..comment]).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 0)
            {
                yield return Parse(words, $"{source}, line {number}");
            }
        }
    }

    /// <summary>Opens a file, and reads it as a whole.</summary>
    /// <param name="path">The file, plain or gzipped.</param>
    /// <exception cref="LabException">The file or a line of it cannot be read, or there is no line.</exception>
    public static SparseData Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return InflatedFile.Read(path, MostBytes, (content, _) =>
        {
            using StreamReader reader = new(content);
            return SparseData.Of(Read(reader, path), path);
        });
    }

    private static LibsvmExample Parse(string[] words, string place)
    {
        double label = Number(words[0], "the label", place);
        bool isGrouped = words.Length > 1 && words[1].StartsWith("qid:", StringComparison.Ordinal);
        long? group = isGrouped ? Group(words[1]["qid:".Length..], place) : null;
        int first = isGrouped ? 2 : 1;
        int[] indices = new int[words.Length - first];
        double[] values = new double[indices.Length];
        for (int i = 0; i < indices.Length; i++)
        {
            (indices[i], values[i]) = Feature(words[first + i], place);
            if (i > 0 && indices[i] <= indices[i - 1])
            {
                throw new LabException($"{place}: indices must ascend, but {indices[i]} follows {indices[i - 1]}");
            }
        }

        return new(label, group, indices, values);
    }

    private static (int Index, double Value) Feature(string word, string place)
    {
        int colon = word.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            throw new LabException($"{place}: '{word}' is no feature: write index:value");
        }

        return NumberText.TryParse(word.AsSpan(0, colon), NumberStyles.None, out int index) && index is >= 1 and <= LargestIndex
            ? (index, Number(word[(colon + 1)..], $"the value of feature {index}", place))
            : throw new LabException($"{place}: '{word[..colon]}' is no index: indices are whole numbers from 1 to {LargestIndex}");
    }

    private static long Group(string word, string place)
        => NumberText.TryParse(word, NumberStyles.AllowLeadingSign, out long group)
            ? group
            : throw new LabException($"{place}: qid must be a whole number, not '{word}'");

    private static double Number(string word, string what, string place)
        => NumberText.TryParse(word, NumberStyles.Float, out double value) && double.IsFinite(value)
            ? value
            : throw new LabException($"{place}: {what} must be a finite number, not '{word}'");
}

/// <summary>One line of a file.</summary>
/// <param name="Label">Its label, as written.</param>
/// <param name="Group">Its query (<c>qid</c>), where it has one.</param>
/// <param name="Indices">The features that are given, from 1, ascending.</param>
/// <param name="Values">Their values.</param>
public sealed record LibsvmExample(double Label, long? Group, IReadOnlyList<int> Indices, IReadOnlyList<double> Values);
