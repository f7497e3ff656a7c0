using System.CommandLine;
using Impetus.Lab.Tasks;

namespace Impetus.Cli.Shared.Options;

/// <summary>The option for the course of the learning rate.</summary>
internal static class ScheduleOption
{
    /// <summary>Makes it.</summary>
    public static Option<string> Create() => new("--schedule")
    {
        Description = $"The course of the learning rate: {string.Join(", ", LearningRateSchedule.Names)}, with options such as cosine:warmup=0.1,final=0.05 or step:milestones=0.5/0.75,factor=0.1; behind semicolons, those of other hyper-parameters, as in cosine;beta1=linear:final=0.9 [default: the task's]",
        HelpName = "S",
    };

    /// <summary>The schedule that was asked for; null for the task's.</summary>
    /// <exception cref="FormatException">It is misspelt.</exception>
    public static LearningRateSchedule? Of(ParseResult parsed, Option<string> option) =>
        parsed.GetValue(option) is { } schedule ? LearningRateSchedule.Parse(schedule) : null;
}
