using Impetus;
using Impetus.Memories;
using Impetus.Scalings;

namespace Samples;

/// <summary>Signum under a name: <c>--rules OwnRules.dll</c> adds every public static <c>Definition</c>.</summary>
public sealed record SignumOptions() : OptimizerOptions<Signum.Options, NoScaling.Options>(new(), new(), learningRate: 1e-4)
{
    /// <summary>What lists and pages say.</summary>
    public static OptimizerDefinition Definition { get; } = new(
        "signum",
        new Publication("bernstein2018", "Jeremy Bernstein and Yu-Xiang Wang and Kamyar Azizzadenesheli and Anima Anandkumar", "signSGD: Compressed Optimisation for Non-Convex Problems", "International Conference on Machine Learning", 2018),
        "Steps of the same size along the sign of a moving average. Use it where gradients have to be compressed; lion is its heir.",
        static () => new SignumOptions());
}

/// <summary>Padam, without the maximum.</summary>
public sealed record PadamOptions() : OptimizerOptions<ExponentialAverage.Options, EighthRoot.Options>(
    new(), new(), learningRate: 0.1, decayMode: DecayMode.Coupled)
{
    /// <summary>What lists and pages say.</summary>
    public static OptimizerDefinition Definition { get; } = new(
        "padam",
        new Publication("chen2020", "Jinghui Chen and Dongruo Zhou and Yiqi Tang and Ziyan Yang and Yuan Cao and Quanquan Gu", "Closing the Generalization Gap of Adaptive Gradient Methods in Training Deep Neural Networks", "International Joint Conference on Artificial Intelligence", 2020),
        "Between Adam and gradient descent: divides by a small power of the second moment. Use it where adam generalises worse than sgdm.",
        static () => new PadamOptions());
}
