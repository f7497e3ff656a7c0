using Impetus.Lab.Tasks;
using Impetus.Wrappers;

namespace Impetus.Lab.Training;

/// <summary>The schedules of a run beside that of the learning rate.</summary>
internal static class HyperparameterCourses
{
    /// <summary>The optimizer with its schedules, or as it is where there are none.</summary>
    /// <param name="optimizer">The optimizer; what it has is the peak of each schedule. It is disposed of where that fails.</param>
    /// <param name="schedule">The schedules.</param>
    /// <param name="steps">Steps of the run.</param>
    /// <exception cref="ArgumentException">The optimizer has no such hyper-parameter.</exception>
    public static Optimizer Around(Optimizer optimizer, LearningRateSchedule schedule, long steps)
    {
        if (schedule.Others.Count == 0)
        {
            return optimizer;
        }

        try
        {
            return new ScheduledHyperparameters(optimizer, schedule.Others.ToDictionary(
                static other => other.Key, other => other.Schedule.Create(ScheduledHyperparameters.ValueOf(optimizer, other.Key), steps)));
        }
        catch
        {
            optimizer.Dispose();
            throw;
        }
    }

    /// <summary>Finds before anything is trained what an optimizer lacks.</summary>
    /// <param name="text">The optimizer as its user spells it.</param>
    /// <param name="schedule">The schedules.</param>
    /// <exception cref="LabException">It has no such hyper-parameter.</exception>
    public static void Check(string text, LearningRateSchedule schedule)
    {
        using ParameterSet nothing = [];
        try
        {
            Around(OptimizerSpecification.Parse(text).Create(nothing), schedule, steps: 1).Dispose();
        }
        catch (ArgumentException error)
        {
            throw new LabException($"{text}: {error.Message}", error);
        }
    }
}
