using System.Globalization;
using Impetus.Lab.Reproduction;
using Impetus.Lab.Training.Logs;

namespace Impetus.Report.Training;

/// <summary>The loss around the weights, where a run has measured it last.</summary>
internal static class LossSliceFigure
{
    /// <summary>The instrument that measures it, cell by cell: <c>loss-slice/x=X,y=Y</c>.</summary>
    public const string Instrument = "loss-slice";

    /// <summary>The figure; null if the run has no slice.</summary>
    public static ExperimentFigure? Of(IReadOnlyList<LogLine> lines)
    {
        LogLine? last = lines.LastOrDefault(line => Cells(line).Any());
        if (last is null)
        {
            return null;
        }

        Dictionary<(double X, double Y), double> losses = Cells(last).ToDictionary(cell => (cell.X, cell.Y), cell => cell.Loss);
        double[] columns = [.. losses.Keys.Select(cell => cell.X).Distinct().Order()], rows = [.. losses.Keys.Select(cell => cell.Y).Distinct().Order()];
        FigureSurface surface = new("Loss", columns, rows, [.. rows.SelectMany(y => columns.Select(x => losses.GetValueOrDefault((x, y), double.NaN)))]);
        FigurePanel panel = new(new("Along the first direction"), new("Along the second direction"))
        {
            Surface = surface,
            Points = [new("the weights", [0], [0])],
        };
        return new($"Loss around the weights, step {last.Step}", [panel])
        {
            Caption = "Along two random directions, each filter of which is as long as the filter of the weights.",
        };
    }

    private static IEnumerable<(double X, double Y, double Loss)> Cells(LogLine line) =>
        from pair in line.Instruments ?? new Dictionary<string, double?>()
        where pair.Key.StartsWith(Instrument + "/x=", StringComparison.Ordinal) && pair.Value is not null
        let place = pair.Key[(Instrument.Length + 1)..].Split(',')
        select (Number(place[0]), Number(place[1]), pair.Value!.Value);

    private static double Number(string assignment) => double.Parse(assignment.AsSpan(2), CultureInfo.InvariantCulture);
}
