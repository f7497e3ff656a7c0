using System.Globalization;
using Impetus.Torch.Modules;

namespace Impetus.Lab.Tasks.Vision;

/// <summary>Tasks that classify images: a network on a data set.</summary>
internal static class VisionTask
{
    /// <summary>The task.</summary>
    /// <param name="data">What is classified.</param>
    /// <param name="network">What classifies it.</param>
    /// <param name="target">The accuracy (0 to 1) of "steps to target".</param>
    /// <param name="budgets">What each scale spends.</param>
    /// <param name="source">The paper and table of the paper scale.</param>
    public static TrainingTask Create(
        VisionData data, VisionNetwork network, double target, IReadOnlyDictionary<Scale, ScaleBudget> budgets, string? source = null) => new()
        {
            Name = $"{data.Name}-{network.Name}",
            Summary = $"{network.Title} with {ParameterCounts(data, network, budgets)} on {data.Title}",
            Source = source,
            Metric = Metric.Accuracy(target),
            Budgets = budgets,
            Load = request => new ImageClassification(
                data.Load(request.Scale), request.Budget, () => network.Create(data, request.Scale, request.Budget.Width)),
        };

    /// <summary>The number of parameters in words: at paper scale, and at cpu scale where that differs.</summary>
    public static string ParameterCounts(VisionData data, VisionNetwork network, IReadOnlyDictionary<Scale, ScaleBudget> budgets)
    {
        (string paper, string cpu) = (Count(Scale.Paper), Count(Scale.Cpu));
        return paper == cpu ? $"{paper} parameters" : $"{paper} parameters ({cpu} at cpu scale)";

        string Count(Scale scale)
        {
            using Module model = network.Create(data, scale, budgets[scale].Width);
            return model.ParameterCount.ToString("N0", CultureInfo.InvariantCulture);
        }
    }
}
