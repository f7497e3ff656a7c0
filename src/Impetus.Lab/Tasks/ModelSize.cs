using System.Globalization;
using System.Text.RegularExpressions;

namespace Impetus.Lab.Tasks;

/// <summary>
/// A task's summary beside what was trained. A summary names the model of the paper scale; smaller scales train narrower ones.
/// </summary>
public static partial class ModelSize
{
    /// <summary>The summary, which says of another number of parameters than the trained model's that it is that of the paper scale.</summary>
    /// <param name="summary">A task's summary.</param>
    /// <param name="parameters">Parameters of the trained model; null if they are not known.</param>
    /// <param name="scale">The scale that was trained at: at paper scale a summary is true as it is.</param>
    public static string Summary(string summary, long? parameters, string scale) =>
        scale != "paper" && Named().Match(summary) is { Success: true } named && named.Groups[1].Value != Text(parameters)
            ? $"{summary[..(named.Index + named.Length)]} at paper scale{summary[(named.Index + named.Length)..]}"
            : summary;

    /// <summary>A number of parameters with separators; null stays null.</summary>
    public static string? Text(long? parameters) => parameters?.ToString("N0", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"([0-9][0-9,]*) parameters")]
    private static partial Regex Named();
}
