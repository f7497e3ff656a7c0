using System.Globalization;
using Impetus.Lab.Data.Text.Labelled;

namespace Impetus.Lab.Tasks.Texts;

/// <summary>Labels as numbers: the class's, counted from 0, or the number that a label is.</summary>
/// <param name="Names">The classes' names; empty where labels are numbers.</param>
internal sealed record TextLabels(IReadOnlyList<string> Names)
{
    /// <summary>Scores that a model gives.</summary>
    public int Outputs => Math.Max(1, Names.Count);

    /// <summary>The classes that occur, whole numbers in their order and other names in that of the alphabet.</summary>
    /// <param name="texts">The training part.</param>
    /// <param name="metric">Says whether labels are numbers.</param>
    /// <param name="source">What the texts are called in messages.</param>
    /// <exception cref="LabException">All texts have the same class.</exception>
    public static TextLabels Of(IReadOnlyList<LabelledText> texts, TextMetric metric, string source)
    {
        if (metric.IsOfNumbers())
        {
            return new([]);
        }

        string[] names = [.. texts.Select(static text => text.Label).Distinct().Order(StringComparer.Ordinal)];
        if (names.All(static name => int.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)))
        {
            names = [.. names.OrderBy(static name => int.Parse(name, CultureInfo.InvariantCulture))];
        }

        return names.Length > 1 ? new(names) : throw new LabException($"{source} has the label '{names[0]}' alone: at least two are needed to tell apart.");
    }

    /// <summary>The number of a label.</summary>
    /// <exception cref="LabException">No training text has it, or it is no number; the message names file and line.</exception>
    public double NumberOf(LabelledText text)
    {
        if (Names.Count == 0)
        {
            return double.TryParse(text.Label, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
                ? number
                : throw new LabException($"{text.Place}, has '{text.Label}' where a number belongs.");
        }

        for (int name = 0; name < Names.Count; name++)
        {
            if (Names[name] == text.Label)
            {
                return name;
            }
        }

        throw new LabException($"{text.Place}, has the label '{text.Label}', which no training text has: those have {string.Join(", ", Names.Take(10))}{(Names.Count > 10 ? ", …" : "")}.");
    }
}
