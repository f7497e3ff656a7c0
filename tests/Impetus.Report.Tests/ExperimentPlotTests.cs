using System.Globalization;
using System.Xml.Linq;
using Impetus.Lab.Problems.Functions;
using Impetus.Lab.Reproduction;
using Impetus.Report.Reproductions;

namespace Impetus.Report.Tests;

public sealed class ExperimentPlotTests
{
    [Fact]
    public void APanelShowsASurfaceWaysAcrossItArrowsAndTheMinimum()
    {
        FigurePanel panel = new(new("x"), new("y"))
        {
            Surface = FigureSurface.Of("Loss", new Quadratic(1, 1), new(-2, 2), new(-1, 1), isLogarithmic: true, samples: 41),
            Trajectories = [new("Adam", [-2, -1, double.NaN], [0, 0.5, double.NaN]), new("SGD", [2, 1], [0, 0])],
            Arrows = [new("gradient", [new(0, 0, 1, 0), new(0, 0, 0, 0)])],
            Points = [new("minimum", [0], [0], IsTarget: true)],
        };
        XElement section = Draw(new("Two", [panel with { Title = "left" }, panel with { Title = "right", Trajectories = [panel.Trajectories[1]] }]) { Columns = 2 });

        Assert.DoesNotContain("NaN", section.ToString(), StringComparison.Ordinal);
        Assert.Equal(["left", "right"], Elements(section, "panel-title").Select(title => title.Value));
        Assert.Equal(2, Elements(section, "frame").Count(frame => frame.Parent!.Name.LocalName == "svg"));
        // Each name stands once in the legend, whatever the number of panels; and looks the same in each of them.
        Assert.Equal(["Adam", "SGD", "gradient", "start", "end", "minimum", "Loss"], Elements(section, "key").Select(entry => entry.Value.Trim()));
        Assert.Equal(2 + 1, Elements(section, "way").Count());
        Assert.Equal(2, Elements(section, "way").Count(way => way.Attribute("class")!.Value.Contains("series-1", StringComparison.Ordinal)));
        // One arrow of some length in each panel, and one in the legend; one start for every way and one in the legend.
        Assert.Equal(2 + 1, Elements(section, "arrow").Count());
        Assert.Equal(3 + 1, Elements(section, "start").Count());
        Assert.Equal(2 + 1, Elements(section, "star").Count());
    }

    [Fact]
    public void ASurfaceKeepsItsShape()
    {
        FigurePanel panel = new(new("x"), new("y")) { Surface = FigureSurface.Of("Loss", new Quadratic(1, 1), new(-2, 2), new(-1, 1), samples: 11) };
        string[] frame = Elements(Draw(new("One", [panel])), "frame").First().Attribute("d")!.Value.Split('H', 'V');

        Assert.Equal(0.5, Number(frame[2]) / Number(frame[1]), 0.01);
    }

    [Fact]
    public void WhatHasNoPlaceOnItsAxesIsNotDrawn()
        => Assert.Equal("", ExperimentPlot.Of(new("Nothing", new("x"), new("y", IsLogarithmic: true), [new("zero", [0, 1], [0, double.NaN])])).ToString());

    private static XElement Draw(ExperimentFigure figure) => XElement.Parse(ExperimentPlot.Of(figure).ToString());

    private static IEnumerable<XElement> Elements(XElement section, string kind)
        => section.Descendants().Where(element => element.Attribute("class")?.Value.Split(' ').Contains(kind) ?? false);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
