using System.Xml.Linq;
using Impetus.Report.Figures;

namespace Impetus.Report.Tests;

public sealed class FigureTests
{
    private static readonly SeriesStyle Style = SeriesStyle.Of(0);

    [Fact]
    public void GapSplitsALineAndABand()
    {
        double[] x = [0, 1, 2, 3, 4];
        double[] y = [1, 2, double.NaN, 2, 1];

        XElement svg = Draw(LinearScale.Within(0, 4), LinearScale.Within(0, 2), new LineMark(x, y, Style), new BandMark(x, y, y, Style));

        Assert.Equal(2, Path(svg, "line").Count(c => c == 'M'));
        Assert.Equal(2, Path(svg, "band").Count(c => c == 'Z'));
    }

    [Fact]
    public void LonePointStaysVisible()
    {
        double[] y = [double.NaN, 1, double.NaN];

        XElement svg = Draw(LinearScale.Within(0, 2), LinearScale.Within(1, 1), new LineMark([0, 1, 2], y, Style));

        XElement point = Assert.Single(svg.Descendants(), static element => element.Attribute("class")?.Value.StartsWith("point ", StringComparison.Ordinal) == true);
        Assert.Equal(("circle", "3.5"), (point.Name.LocalName, point.Attribute("r")!.Value));
    }

    [Fact]
    public void ValuesWithoutAPlaceOnALogarithmicAxisAreLeftOut()
    {
        double[] x = [0, 1, 2];
        double[] y = [0, 0.1, double.PositiveInfinity];

        XElement svg = Draw(LinearScale.Within(0, 2), new LogarithmicScale(0.1, 1), new LineMark(x, y, Style), new DotMark(0, 0, Style, "zero"));

        Assert.EndsWith("h0", Path(svg, "line"));
        Assert.DoesNotContain("NaN", svg.ToString());
        Assert.DoesNotContain(svg.Descendants(), element => element.Attribute("class")?.Value.StartsWith("dot", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void TextCannotLeaveItsElement()
    {
        const string hostile = "</text><script>alert(1)</script>\"'&";
        Figure figure = new()
        {
            Description = hostile,
            Horizontal = new(hostile, LinearScale.Within(0, 1)),
            Vertical = new(hostile, new CategoryScale([hostile])),
            Marks = [new DotMark(0.5, 0, Style, hostile), new NoteMark(0, hostile), new ReferenceLabelMark(0.5, Upright: true, hostile)],
            Legend = Legend.OfLines([(hostile, Style)]),
        };

        XElement svg = XElement.Parse(figure.Draw().ToString());

        Assert.Equal(hostile, svg.Attribute("aria-label")!.Value);
        Assert.DoesNotContain(svg.Descendants(), element => element.Name.LocalName == "script");
    }

    [Fact]
    public void LegendGrowsDownwardsWithinTheWidth()
    {
        Legend legend = Legend.OfLines(Enumerable.Range(0, 12).Select(i => ($"torque-aware*maximum-variation:beta1=0.{i}", SeriesStyle.Of(i))));

        Assert.True(legend.Height(400) > legend.Height(1000));
    }

    [Fact]
    public void ThinningKeepsSpikesAndEnds()
    {
        double[] values = new double[10_000];
        (values[0], values[4_321], values[7_654], values[^1]) = (1, 9, -9, 2);

        IReadOnlyList<int> kept = Thinning.Indices(values, 200);

        Assert.InRange(kept.Count, 4, 200);
        Assert.Superset(new HashSet<int> { 0, 4_321, 7_654, 9_999 }, kept.ToHashSet());
    }

    private static XElement Draw(Scale horizontal, Scale vertical, params IMark[] marks) => XElement.Parse(new Figure
    {
        Description = "test",
        Horizontal = new("x", horizontal),
        Vertical = new("y", vertical),
        Marks = marks,
    }.Draw().ToString());

    private static string Path(XElement svg, string kind) => svg.Descendants()
        .Single(element => element.Attribute("class")?.Value.Split(' ').Contains(kind) ?? false)
        .Attribute("d")!.Value;
}
