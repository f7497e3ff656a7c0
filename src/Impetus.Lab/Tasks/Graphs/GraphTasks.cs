using Impetus.Lab.Data.Ratings;
using Impetus.Lab.Data.Sets;
using Impetus.Lab.Models.Graphs;
using Impetus.Lab.Tasks.Published;

namespace Impetus.Lab.Tasks.Graphs;

/// <summary>Networks on graphs.</summary>
public static class GraphTasks
{
    private const int Ratings = 80_000;
    private const int Hidden = 32;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<TrainingTask> All { get; } =
    [
        MovieLens("movielens-gnn", "67,905 parameters, on the ratings of MovieLens 100K", RatingSets.MovieLens100K, static () => MovieLens100K.Load()),
        MovieLens("movielens-latest-gnn", "on the ratings of MovieLens Latest Small", RatingSets.MovieLensLatestSmall, static () => MovieLensCsv.LoadLatestSmall()),
    ];

    private static TrainingTask MovieLens(string name, string title, DataSet set, Func<RatingData> load) => new()
    {
        Name = name,
        Summary = $"GraphSAGE, two layers of 32, and a regression on edges, {title}",
        Source = "Malviya et al. 2024 (TAM), section 4.4 and Figure 7",
        Data = [set],
        Metric = new Metric("RMSE", HigherIsBetter: false, Target: 0.97),
        Budgets = new Dictionary<Scale, ScaleBudget>
        {
            [Scale.Smoke] = Budget(8, 1, 2) with { TrainingExamples = 5_000, ValidationExamples = 500, CurveExamples = 500, TestExamples = 500, BatchSize = 5_000 },
            [Scale.Cpu] = Budget(300, 3, 15),
            [Scale.Paper] = Budget(300, 5, 30) with { Published = TorqueAwarePublished.MovieLens },
        },
        Load = request => new RatingTask(load(), request.Budget, static (users, items) => new GraphSage(users, items, Hidden)),
    };

    // A step is an epoch: all ratings at once.
    private static ScaleBudget Budget(long epochs, int seeds, int evaluations) => new()
    {
        Steps = epochs,
        Seeds = seeds,
        Evaluations = evaluations,
        BatchSize = Ratings,
        CurveExamples = 10_000,
        Schedule = LearningRateSchedule.Parse("constant"),
    };
}
