using Impetus;
using Impetus.Memories;
using Impetus.Scalings;

namespace Samples;

/// <summary>Quasi-hyperbolic momentum under a name: <c>--rules OwnRules.dll</c> adds every public static <c>Definition</c>.</summary>
public sealed record QhmOptions : OptimizerOptions<QuasiHyperbolic.Options, NoScaling.Options>
{
    /// <summary>The published defaults.</summary>
    public QhmOptions()
        : base(new(), new())
    {
        LearningRate = 1;
        DecayMode = DecayMode.Coupled;
    }

    /// <summary>What lists and pages say.</summary>
    public static OptimizerDefinition Definition { get; } = new(
        "qhm",
        new Publication("ma2019", "Jerry Ma and Denis Yarats", "Quasi-hyperbolic Momentum and Adam for Deep Learning", "International Conference on Learning Representations", 2019),
        "A mean of the gradient and of its moving average. Use it instead of mgd where a long memory lags behind.",
        static () => new QhmOptions());
}

/// <summary>AdaGrad.</summary>
public sealed record AdaGradOptions : OptimizerOptions<NoMemory.Options, SumOfSquares.Options>
{
    /// <summary>The defaults of PyTorch.</summary>
    public AdaGradOptions()
        : base(new(), new())
    {
        LearningRate = 0.01;
        DecayMode = DecayMode.Coupled;
    }

    /// <summary>What lists and pages say.</summary>
    public static OptimizerDefinition Definition { get; } = new(
        "adagrad",
        new Publication("duchi2011", "John Duchi and Elad Hazan and Yoram Singer", "Adaptive Subgradient Methods for Online Learning and Stochastic Optimization", "Journal of Machine Learning Research", 2011) { IsJournal = true },
        "Divides by the root of all squared gradients so far. Use it for sparse features; on long runs its steps become too small.",
        static () => new AdaGradOptions());
}
