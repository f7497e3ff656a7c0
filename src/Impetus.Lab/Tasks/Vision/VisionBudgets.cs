namespace Impetus.Lab.Tasks.Vision;

/// <summary>Budgets that vision tasks share.</summary>
internal static class VisionBudgets
{
    /// <summary>Budgets of the three scales.</summary>
    /// <param name="cpuSteps">Steps of a run at cpu scale.</param>
    /// <param name="cpuWidth">Width of the network at cpu scale and below.</param>
    /// <param name="paper">The paper's.</param>
    public static IReadOnlyDictionary<Scale, ScaleBudget> Of(long cpuSteps, double cpuWidth, ScaleBudget paper) => new Dictionary<Scale, ScaleBudget>
    {
        [Scale.Smoke] = new()
        {
            Steps = 8,
            Seeds = 1,
            Evaluations = 2,
            BatchSize = 64,
            Width = cpuWidth,
            TrainingExamples = 1_024,
            ValidationExamples = 250,
            CurveExamples = 250,
            TestExamples = 500,
        },
        [Scale.Cpu] = new() { Steps = cpuSteps, Seeds = 3, Evaluations = 8, Width = cpuWidth, ValidationExamples = 2_000, CurveExamples = 1_000 },
        [Scale.Paper] = paper,
    };
}
