using System.Text;
using Impetus.Lab.Data.Text;

namespace Impetus.Lab.Data.Generated;

/// <summary>Sentences of numbered words, each of which tends to be followed by the next.</summary>
internal static class GeneratedText
{
    private const int Vocabulary = 200, WordsPerLine = 10;
    private const int TrainingLines = 2_500, OtherLines = 400;

    /// <summary>A part of a text for language models, with words that stand for unknown ones.</summary>
    /// <param name="file">Its name says which part.</param>
    public static byte[] Words(string file) => Text(IsTraining(file) ? TrainingLines : OtherLines, "w", (ulong)file.Length);

    /// <summary>A part of a text in a language: the lines of all languages say the same, with other words.</summary>
    /// <param name="file">Its name says which part and language.</param>
    public static byte[] Sentences(string file)
    {
        string[] name = file.Split('.');
        return Text(IsTraining(file) ? TrainingLines / 4 : OtherLines / 4, name[^1], (ulong)name[0].Length);
    }

    private static bool IsTraining(string file) => file.Contains("train", StringComparison.Ordinal);

    private static byte[] Text(int lines, string prefix, ulong seed)
    {
        DeterministicRandom random = new(seed);
        StringBuilder text = new();
        int word = 0;
        for (int line = 0; line < lines; line++)
        {
            for (int k = 0; k < WordsPerLine; k++)
            {
                word = random.Next(4) == 0 ? random.Next(Vocabulary) : (word + 1) % Vocabulary;
                text.Append(word == 0 && prefix == "w" ? WordVocabulary.Unknown : $"{prefix}{word}").Append(k < WordsPerLine - 1 ? ' ' : '\n');
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
