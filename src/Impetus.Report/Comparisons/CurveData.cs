using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Impetus.Report.Comparisons;

/// <summary>A chart as the page's script reads it.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Quantity">The quantity with its unit.</param>
/// <param name="Decimals">Decimals of a value that is read off.</param>
/// <param name="Logarithmic">Whether the vertical axis may be, and at first is, logarithmic.</param>
/// <param name="Lowest">Lower end of the vertical axis.</param>
/// <param name="Highest">Upper end of the vertical axis.</param>
/// <param name="Target">A value to reach, or null.</param>
/// <param name="TargetLabel">What stands beside that value, or null.</param>
/// <param name="Steps">The steps of all series.</param>
/// <param name="Series">The optimizers.</param>
internal sealed record CurveData(
    string Title, string Quantity, int Decimals, bool Logarithmic, double Lowest, double Highest, double? Target, string? TargetLabel,
    double[] Steps, CurveData.Optimizer[] Series)
{
    private const int MostPoints = 2000;

    /// <summary>One optimizer; null where it has no value at a step.</summary>
    /// <param name="Name">The name in the legend.</param>
    /// <param name="Colour">Index of the colour.</param>
    /// <param name="Dash">Index of the dash pattern.</param>
    /// <param name="Mean">Mean over seeds.</param>
    /// <param name="Low">The smallest value of any seed.</param>
    /// <param name="High">The largest value of any seed.</param>
    internal sealed record Optimizer(string Name, int Colour, int Dash, double?[] Mean, double?[] Low, double?[] High);

    /// <summary>Writes charts as JSON that can stand inside a script element: the serializer escapes every &lt;.</summary>
    public static string ToJson(IEnumerable<CurveChart> charts) =>
        JsonSerializer.Serialize(charts.Select(Of).ToArray(), CurveDataJson.Default.CurveDataArray);

    private static CurveData Of(CurveChart chart)
    {
        var bands = chart.Bands.Select(series => series with { Band = series.Band.Thinned(MostPoints) }).ToList();
        // Step 0 is there even if nothing was measured at it, so that all charts begin alike.
        double[] steps = [.. bands.SelectMany(series => series.Band.Steps).Append(0).Distinct().Order()];
        Dictionary<double, int> position = steps.Index().ToDictionary(step => step.Item, step => step.Index);
        return new(
            chart.Title, chart.Quantity, chart.Decimals, chart.Logarithmic, chart.Lowest, chart.Highest, chart.Target?.Value, chart.Target?.Label, steps,
            [
                .. bands.Select(series => new Optimizer(
                    series.Optimizer, series.Style.Colour, series.Style.Dash,
                    Spread(series.Band, series.Band.Mean), Spread(series.Band, series.Band.Lowest), Spread(series.Band, series.Band.Highest))),
            ]);

        double?[] Spread(SeedBand band, IReadOnlyList<double> values)
        {
            double?[] spread = new double?[steps.Length];
            foreach ((double step, double value) in band.Steps.Zip(values))
            {
                spread[position[step]] = Rounded(value);
            }

            return spread;
        }
    }

    // Six digits are more than a screen shows, and a third of the bytes.
    private static double Rounded(double value) =>
        double.Parse(value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}

/// <summary>Writes <see cref="CurveData"/>; the default encoder escapes what HTML could take for a tag.</summary>
[JsonSerializable(typeof(CurveData[]))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class CurveDataJson : JsonSerializerContext;
