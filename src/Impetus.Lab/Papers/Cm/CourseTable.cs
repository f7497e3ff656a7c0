using System.Globalization;
using Impetus.Lab.Reproduction;

namespace Impetus.Lab.Papers.Cm;

/// <summary>What courses from many starts say about an optimizer.</summary>
internal static class CourseTable
{
    /// <summary>The row of one optimizer on one landscape.</summary>
    public static Dictionary<string, object?> Row(Landscape landscape, Contestant contestant, Course[] courses)
    {
        SampleMean loss = SampleMean.Of([.. courses.Select(course => course.Loss)]), sharpness = SampleMean.Of([.. courses.Select(course => course.Sharpness)]);
        SampleMean cells = SampleMean.Of([.. courses.Select(course => (double)course.Cells)]);
        return new()
        {
            ["function"] = landscape.Name,
            ["optimizer"] = contestant.Optimizer,
            ["variant"] = contestant.Name,
            ["settings"] = contestant.Specification,
            ["shareFound"] = courses.Average(course => course.HasArrived ? 1.0 : 0.0),
            ["shareThereAtTheEnd"] = courses.Average(course => course.Loss < landscape.SecondLowest ? 1.0 : 0.0),
            ["loss"] = loss.Mean,
            ["lossStandardError"] = loss.StandardError,
            ["sharpness"] = sharpness.Mean,
            ["sharpnessStandardError"] = sharpness.StandardError,
            ["cellsVisited"] = cells.Mean,
            ["cellsVisitedStandardError"] = cells.StandardError,
        };
    }

    /// <summary>The claim that a quantity is smaller on average.</summary>
    public static Claim Smaller(string text, Course[] smaller, Course[] larger, Func<Course, double> quantity)
        => Decision.Smaller(text, [.. smaller.Select(quantity)], [.. larger.Select(quantity)]);

    /// <summary>Adam+CM whose rate undoes the lengthening of its first steps.</summary>
    public static Contestant HeldBack(Contestant momenta) => momenta with { Name = $"{momenta.Name}, first steps held back" };

    /// <summary>What the first steps of Adam+CM contribute.</summary>
    /// <param name="comparison">What is different without them.</param>
    public static string FirstSteps(FormattableString comparison) => string.Create(
        CultureInfo.InvariantCulture,
        $"The first step of Adam+CM is α/(1 − β₁) long, ten times α: v sees M² and not g², so the 1 − β₁ᵗ of Eq. 7 has nothing to correct. The last row takes the lengthening back by the rate: {comparison.ToString(CultureInfo.InvariantCulture)}.");
}
