using Impetus.Lab.Experiments.Reproduction;

namespace Impetus.Lab.Experiments.CriticalMomenta;

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
}
