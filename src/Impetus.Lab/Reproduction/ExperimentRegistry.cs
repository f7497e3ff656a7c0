using Impetus.Lab.Comparisons.Combinations;
using Impetus.Lab.Papers;
using Impetus.Lab.Papers.Am;
using Impetus.Lab.Papers.Cm;
using Impetus.Lab.Papers.MaxVa;
using Impetus.Lab.Papers.Tam;
using Impetus.Lab.Papers.Tam.Printed;

namespace Impetus.Lab.Reproduction;

/// <summary>All experiments that can be reproduced, by paper, in the order of the paper.</summary>
public static class ExperimentRegistry
{
    /// <summary>The experiments: those without networks, then those with.</summary>
    public static IReadOnlyList<IExperiment> All { get; } =
    [
        new Trajectories("cm/fig1", Landscape.GoldsteinPrice, Contestants.All(rate: 0.1, capacity: 20, decay: 0.99), decays: null),
        GradientCancellation.OnAckley,
        new MomentumPriority(),
        new ConvergenceRates(),
        new AckleyDescent("cm/fig4", decays: true),
        new LossAndSharpness(),
        new OneDimension("cm/fig5", [5], decay: 0.7),
        EscapeRatio.InTenDimensions,
        EscapeRatio.InOneDimension,
        GradientCancellation.OnAckleyRosenbrock,
        GradientCancellation.OnGoldsteinPrice,
        new Trajectories("cm/fig13", Landscape.Ackley, Contestants.Best, decays: true),
        new Trajectories("cm/fig14", Landscape.GoldsteinPrice, Contestants.Best, decays: true),
        new BufferSizes(),
        new Exploration(),
        new AckleyDescent("cm/fig16", decays: false),
        new OneDimension("cm/fig17", [5, 10, 20], decay: 0.7),
        new OneDimension("cm/fig18", [5, 10, 20], decay: 0.99),
        new FixedAgainstAdaptive(),
        new TwoPlanes(),
        new ConvergenceRate(),
        new ConvexProblems(),
        new NonOvershooting(),
        new VariationCoefficient(),
        new Counterexample(),
        new NoisyQuadraticRates(),
        new NoisyQuadraticInstances(),
        new UpdateDirections(),
        new UpdateMagnitude(),
        new EffectiveRates(),
        new CategoryScores(),
        new SimilarScores("tam/fig4", tolerance: 0.002),
        new SimilarScores("tam/fig10", tolerance: 0.01),
        new CombinationGrid(),
        .. NetworkExperiments.All,
    ];

    /// <summary>The word that stands for all experiments without networks.</summary>
    public const string Everything = "all";

    /// <summary>The word that stands for all experiments that train networks, which take hours together.</summary>
    public const string Networks = "networks";

    /// <summary>What stands for a paper in the IDs of questions that this project asks.</summary>
    public const string Own = "impetus";

    /// <summary>The short names of the papers, the part of an ID before the stroke.</summary>
    public static IReadOnlyList<string> Papers { get; } = [.. All.Select(experiment => PaperOf(experiment.Id)).Distinct()];

    /// <summary>The short name of the paper that an ID belongs to.</summary>
    public static string PaperOf(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return id.Split('/')[0];
    }

    /// <summary>
    /// The experiments that a word means: <c>all</c> and a paper's short name those without networks, <c>networks</c> the others, an ID
    /// itself. None if it means nothing.
    /// </summary>
    public static IReadOnlyList<IExperiment> Select(string word) => [.. All.Where(experiment => word == experiment.Id
        || (experiment.TrainsNetworks ? word == Networks : word == Everything || word == PaperOf(experiment.Id)))];

    /// <summary>The experiment of that name, or null.</summary>
    public static IExperiment? Find(string id) => All.FirstOrDefault(experiment => experiment.Id == id);
}
