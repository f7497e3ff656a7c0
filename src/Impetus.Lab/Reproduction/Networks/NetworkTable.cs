using Impetus.Lab.Runs;
using Impetus.Lab.Statistics;

namespace Impetus.Lab.Reproduction.Networks;

/// <summary>The table of an experiment with networks: a row for each arm, the paper's numbers beside ours.</summary>
internal static class NetworkTable
{
    /// <summary>The rows.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, object?>> Rows(NetworkExperiment experiment, NetworkResults results) =>
        [.. from study in results.Studies from arm in study.Arms select Row(experiment, study, arm)];

    private static Dictionary<string, object?> Row(NetworkExperiment experiment, StudyResult study, ArmResult arm)
    {
        string column = Column(study.Judged.Name);
        Dictionary<string, object?> row = new()
        {
            ["optimizer"] = Study.Resolve(arm.Chosen, arm.Runs[0].Configuration.Steps),
            ["arm"] = arm.Arm.Name,
            ["task"] = study.Study.Task.Name,
            ["learningRate"] = arm.LearningRate,
        };
        if (study.Study.Name.Length > 0)
        {
            row["part"] = study.Study.Name;
        }

        Add(row, column, arm.Values(study.Judged));
        // The paper's number is of what its table shows; where it shows another quantity, that is the first of the further columns.
        row[$"paper{char.ToUpperInvariant(column[0])}{column[1..]}"] = arm.Arm.Paper;
        row[$"{column}Median"] = OverSeeds.Median(arm.Values(study.Judged).Where(double.IsFinite)) ?? double.NaN;
        foreach (Quantity quantity in experiment.Columns)
        {
            Add(row, Column(quantity.Name), arm.Values(quantity));
        }

        row["runs"] = arm.Runs.Count;
        row["diverged"] = arm.Diverged;
        row["steps"] = arm.Runs[0].Configuration.Steps;
        row["secondsPerRun"] = OverSeeds.Median(arm.Runs.Where(run => run.Status == RunStatus.Finished).Select(run => run.Seconds)) ?? double.NaN;
        return row;
    }

    // Runs that diverged have no value, and are counted beside.
    private static void Add(Dictionary<string, object?> row, string column, double[] values)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        SampleMean mean = finite.Length == 0 ? new(double.NaN, double.NaN) : SampleMean.Of(finite);
        row[column] = mean.Mean;
        row[$"{column}StandardError"] = mean.StandardError;
    }

    /// <summary>"best validation RMSE" as "bestValidationRMSE".</summary>
    private static string Column(string name)
    {
        string[] words = name.Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries);
        string first = words[0].All(char.IsUpper) ? words[0].ToLowerInvariant() : words[0];
        return first + string.Concat(words.Skip(1).Select(word => $"{char.ToUpperInvariant(word[0])}{(word.All(char.IsUpper) ? word[1..].ToLowerInvariant() : word[1..])}"));
    }
}
