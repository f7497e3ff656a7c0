using Impetus.Lab.Experiments.AdaptiveMemory;
using Impetus.Lab.Experiments.CriticalMomenta;
using Impetus.Lab.Experiments.MaximumVariation;
using Impetus.Lab.Experiments.TorqueAware;

namespace Impetus.Lab.Experiments.Reproduction;

/// <summary>All experiments that can be made again, by paper, in the order of the paper.</summary>
public static class ExperimentRegistry
{
    /// <summary>The experiments.</summary>
    public static IReadOnlyList<IExperiment> All { get; } =
    [
        new ConvergenceRates(),
        new AckleyDescent("cm/fig4", decays: true),
        new LossAndSharpness(),
        new EscapeRatio("cm/fig6", dimension: 10, capacity: 20, bufferDecay: 0.99),
        new EscapeRatio("cm/fig7", dimension: 1, capacity: 10, bufferDecay: 0.7),
        new AckleyDescent("cm/fig16", decays: false),
        new FixedAgainstAdaptive(),
        new Counterexample(),
        new NoisyQuadraticRates(),
        new NoisyQuadraticInstances(),
        new EffectiveRates(),
    ];

    /// <summary>The experiment of that name, or null.</summary>
    public static IExperiment? Find(string id) => All.FirstOrDefault(experiment => experiment.Id == id);
}
