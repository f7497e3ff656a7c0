using System.Security.Cryptography;
using System.Text;

namespace Impetus.Lab.Data.Text.Labelled;

/// <summary>Labelled texts in their three parts.</summary>
/// <param name="Training">What the optimizer sees.</param>
/// <param name="Validation">What learning rates are judged by.</param>
/// <param name="Test">Touched once per run, after the last step.</param>
public sealed record LabelledTexts(IReadOnlyList<LabelledText> Training, IReadOnlyList<LabelledText> Validation, IReadOnlyList<LabelledText> Test)
{
    private const int LeastTexts = 20, HeldOut = 10;

    /// <summary>Holds out a tenth for validation and a tenth for testing, drawn by a fixed seed; every label stays in the training part.</summary>
    /// <param name="texts">All texts.</param>
    /// <param name="source">What they are called in messages.</param>
    /// <exception cref="LabException">They are too few.</exception>
    public static LabelledTexts Split(IReadOnlyList<LabelledText> texts, string source)
    {
        if (texts.Count < LeastTexts)
        {
            throw new LabException($"{source} has {texts.Count} texts, and needs at least {LeastTexts}: a tenth is held out for validation and a tenth for testing.");
        }

        int[] order = new DeterministicRandom(0).Permutation(texts.Count);
        HashSet<int> kept = [.. order.DistinctBy(position => texts[position].Label)];
        int part = texts.Count / HeldOut;
        int[] others = [.. order.Where(position => !kept.Contains(position))];
        int[] test = [.. others.Take(part)], validation = [.. others.Skip(part).Take(part)];
        return new(
            [.. kept.Concat(others.Skip(2 * part)).Order().Select(position => texts[position])],
            [.. validation.Order().Select(position => texts[position])],
            [.. test.Order().Select(position => texts[position])]);
    }

    /// <summary>Reads a user's own: a table of two columns, or a folder with <c>train.tsv</c>, <c>dev.tsv</c> and perhaps <c>test.tsv</c>.</summary>
    /// <param name="path">The file or folder.</param>
    /// <exception cref="LabException">It is missing, or something in it is wrong; the message names file and line.</exception>
    internal static LabelledTexts Read(string path)
    {
        if (!Directory.Exists(path))
        {
            return Split(TextTable.Read(path, TableLayout.OfTwoColumns), path);
        }

        IReadOnlyList<LabelledText> validation = Part("dev.tsv");
        return new(Part("train.tsv"), validation, File.Exists(Path.Combine(path, "test.tsv")) ? Part("test.tsv") : validation);

        IReadOnlyList<LabelledText> Part(string name) => TextTable.Read(Path.Combine(path, name), TableLayout.OfTwoColumns);
    }

    /// <summary>A checksum of all texts and labels, in hexadecimal.</summary>
    public string Sha256()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (LabelledText text in Training.Concat(Validation).Concat(Test))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{text.Text}\t{text.Second}\t{text.Label}\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
