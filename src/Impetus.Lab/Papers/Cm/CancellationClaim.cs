using Impetus.Lab.Reproduction;

namespace Impetus.Lab.Papers.Cm;

/// <summary>Something that the paper says about buffers, and how it is decided.</summary>
/// <param name="Text">The claim, without the buffer's settings.</param>
/// <param name="Decide">Decides it under its full text.</param>
internal sealed record CancellationClaim(string Text, Func<string, BufferPassages, Claim> Decide)
{
    public static CancellationClaim BufferCancelsMore { get; } = new(
        "the buffer of Adam+CG cancels itself more than that of Adam+CM: its mean is shorter, for the length of its vectors",
        (text, runs) => Decision.Smaller(text, runs.Gradients(run => run.Agreement), runs.Momenta(run => run.Agreement)));

    public static CancellationClaim BufferIsOpposed { get; } = new(
        "gradients in the buffer of Adam+CG point in opposite directions: their mean is less than half as long as they are",
        (text, runs) => Decision.Smaller(text, runs.Gradients(run => run.Agreement), runs.Constant(0.5)));

    public static CancellationClaim GradientIsOpposed { get; } = new(
        "the buffer's mean and the new gradient of Adam+CG point against each other: the cosine is negative",
        (text, runs) => Decision.Smaller(text, runs.Gradients(run => run.Cosine), runs.Constant(0)));

    public static CancellationClaim MovesLess { get; } = new(
        "Adam+CG takes smaller steps than Adam+CM",
        (text, runs) => Decision.Smaller(text, runs.Gradients(run => run.Move), runs.Momenta(run => run.Move)));

    public static CancellationClaim GradientsAreSharp { get; } = new(
        "the buffer of Adam+CG is dominated by the direction of the largest curvature, more than that of Adam+CM",
        (text, runs) => Decision.All(
            text,
            Decision.Smaller("cos² above a half", runs.Constant(0.5), runs.Gradients(run => run.AlongSharpest)),
            Decision.Smaller("cos² above that of Adam+CM", runs.Momenta(run => run.AlongSharpest), runs.Gradients(run => run.AlongSharpest))));

    public static CancellationClaim GradientsTurnMore { get; } = new(
        "new gradients of Adam+CG change their direction more than those of Adam+CM",
        (text, runs) => Decision.Smaller(text, runs.Gradients(run => run.GradientTurn), runs.Momenta(run => run.GradientTurn)));

    public static CancellationClaim BufferTurnsLess { get; } = new(
        "the buffer's mean of Adam+CM changes its direction less than that of Adam+CG",
        (text, runs) => Decision.Smaller(text, runs.Gradients(run => run.BufferTurn), runs.Momenta(run => run.BufferTurn)));

    public static CancellationClaim GradientsStick { get; } = new(
        "Adam+CG ends in a sub-optimal minimum, more often than not",
        (text, runs) => Decision.MoreOftenThanNot(text, [.. runs.OfGradients.Select(run => !runs.IsThere(run))]));

    public static CancellationClaim MomentaArrive { get; } = new(
        "Adam+CM ends near the global minimum, more often than Adam+CG",
        (text, runs) => Decision.MoreOften(text, [.. runs.OfMomenta.Select(runs.IsThere)], [.. runs.OfGradients.Select(runs.IsThere)]));
}

/// <summary>Runs of both optimizers from the same starts, with the same settings of their buffers.</summary>
/// <param name="Landscape">Where.</param>
/// <param name="Setting">The settings.</param>
/// <param name="OfGradients">The runs of Adam+CG.</param>
/// <param name="OfMomenta">The runs of Adam+CM.</param>
internal sealed record BufferPassages(Landscape Landscape, BufferSetting Setting, BufferPassage[] OfGradients, BufferPassage[] OfMomenta)
{
    /// <summary>A quantity of Adam+CG, one value a run.</summary>
    public double[] Gradients(Func<BufferPassage, double[]> quantity) => Of(OfGradients, quantity);

    /// <summary>A quantity of Adam+CM, one value a run.</summary>
    public double[] Momenta(Func<BufferPassage, double[]> quantity) => Of(OfMomenta, quantity);

    /// <summary>What a quantity is held against.</summary>
    public double[] Constant(double value) => [.. OfGradients.Select(_ => value)];

    /// <summary>Whether a run ends around the global minimum.</summary>
    public bool IsThere(BufferPassage run) => run.Loss < Landscape.SecondLowest;

    private double[] Of(BufferPassage[] runs, Func<BufferPassage, double[]> quantity) => [.. runs.Select(run => BufferPassage.Over(quantity(run), Setting.Steps))];
}
