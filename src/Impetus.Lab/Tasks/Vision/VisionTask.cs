using System.Globalization;
using Impetus.Lab.Data.Images;

namespace Impetus.Lab.Tasks.Vision;

/// <summary>Tasks that classify images: a network on a data set.</summary>
internal static class VisionTask
{
    /// <summary>The task.</summary>
    /// <param name="data">What is classified.</param>
    /// <param name="network">What classifies it.</param>
    /// <param name="parameters">Parameters of the network at paper scale; to count them here would slow every start.</param>
    /// <param name="target">The accuracy (0 to 1) of "steps to target".</param>
    /// <param name="budgets">What each scale spends.</param>
    /// <param name="source">The paper and table of the paper scale.</param>
    public static TrainingTask Create(
        VisionData data,
        VisionNetwork network,
        long parameters,
        double target,
        IReadOnlyDictionary<Scale, ScaleBudget> budgets,
        string? source = null) => new()
        {
            Name = $"{data.Name}-{network.Name}",
            Summary = string.Create(CultureInfo.InvariantCulture, $"{network.Title}, {parameters:N0} parameters, on {data.Title}"),
            Source = source,
            Data = data.Set is { } set ? [set] : [],
            Metric = Metric.Accuracy(target),
            Budgets = budgets,
            Load = request =>
            {
                ImageParts parts = data.Load(request);
                VisionData loaded = data with { Side = parts.Training.Height, Classes = parts.Training.Classes };
                return new ImageClassification(parts, request.Budget, () => network.Create(loaded, request.Scale, request.Budget.Width));
            },
        };
}
