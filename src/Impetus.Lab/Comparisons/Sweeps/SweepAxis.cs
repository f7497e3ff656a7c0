using System.Globalization;
using Impetus.Algebra;

namespace Impetus.Lab.Comparisons.Sweeps;

/// <summary>One option of a grid.</summary>
/// <param name="Key">The option, as specifications spell it.</param>
/// <param name="Values">Its values as spelled, none twice.</param>
public sealed record SweepAxis(string Key, IReadOnlyList<string> Values)
{
    /// <summary>Reads <c>key=v1,v2,...</c>.</summary>
    /// <exception cref="FormatException">It is something else, or names a value twice.</exception>
    public static SweepAxis Parse(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        string key = text[..Math.Max(equals, 0)].Trim();
        string[] values = text[(equals + 1)..].Split(',', StringSplitOptions.TrimEntries);
        return key.Length == 0 || values.Contains("")
            ? throw new FormatException($"A grid is written key=value,value,..., for example lr=1e-4,1e-3, not '{text}'.")
            : values.GroupBy(Cell).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw new FormatException($"The grid names {key}={twice.Last()} twice.")
            : new SweepAxis(key, values);
    }

    /// <summary>Every combination of the axes' values, the last axis changing fastest.</summary>
    internal static IReadOnlyList<IReadOnlyList<(string Key, string Value)>> Product(IReadOnlyList<SweepAxis> axes)
    {
        IEnumerable<(string, string)[]> points = [[]];
        foreach (SweepAxis axis in axes)
        {
            points = points.SelectMany(point => axis.Values.Select(value => ((string, string)[])[.. point, (axis.Key, value)]));
        }

        return [.. points];
    }

    /// <summary>A value as results hold it: a number or a truth value where it is one.</summary>
    internal static object Cell(string value) =>
        NumberText.TryParse(value, NumberStyles.Float, out double number) ? number
        : bool.TryParse(value, out bool truth) ? truth
        : value;
}
