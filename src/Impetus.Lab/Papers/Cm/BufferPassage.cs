using Impetus.Lab.Problems;
using MathNet.Numerics.LinearAlgebra;

namespace Impetus.Lab.Papers.Cm;

/// <summary>What the buffer did at each of the first steps of a run, and how the run ended.</summary>
/// <param name="Agreement">‖mean‖ / mean ‖·‖ of the buffer; NaN while it is not full.</param>
/// <param name="Cosine">The cosine between the buffer's mean and the new gradient; NaN while the buffer is empty.</param>
/// <param name="Move">‖θₜ₊₁ − θₜ‖.</param>
/// <param name="AlongSharpest">The mean over the buffer of cos² with the direction of the largest curvature.</param>
/// <param name="GradientTurn">The cosine between the new gradient and that of the step before.</param>
/// <param name="BufferTurn">The cosine between the buffer's mean and that of the step before; NaN while it is not full.</param>
/// <param name="Loss">The loss after the last step.</param>
internal sealed record BufferPassage(
    double[] Agreement, double[] Cosine, double[] Move, double[] AlongSharpest, double[] GradientTurn, double[] BufferTurn, double Loss)
{
    /// <summary>Runs a journey beside a trace of its buffer.</summary>
    /// <param name="journey">The journey.</param>
    /// <param name="setting">How the buffer is set.</param>
    /// <param name="traced">How many steps are looked at; fewer than there are.</param>
    public static BufferPassage Of(Journey journey, BufferSetting setting, int traced)
    {
        IProblem problem = journey.Landscape.Function;
        (IReadOnlyList<BufferStep> steps, double[] last) = Trace(journey, setting, traced + 1);
        return new(
            At(index => steps[index].Buffer.Length < setting.Capacity ? double.NaN : steps[index].Agreement),
            At(index => steps[index].Cosine),
            At(index => (steps[index + 1].Point - steps[index].Point).L2Norm()),
            At(index => steps[index].AlongSharpest(problem)),
            At(index => index == 0 ? double.NaN : BufferStep.Between(steps[index].Gradient, steps[index - 1].Gradient)),
            At(index => index <= setting.Capacity ? double.NaN : BufferStep.Between(Mean(index), Mean(index - 1))),
            problem.Value(last));

        double[] At(Func<int, double> quantity) => [.. Enumerable.Range(0, traced).Select(quantity)];
        Vector<double> Mean(int index) => steps[index].Mean!;
    }

    /// <summary>The first steps of a journey, with their buffers, and where it ends.</summary>
    public static (IReadOnlyList<BufferStep> Steps, double[] Last) Trace(Journey journey, BufferSetting setting, int steps)
    {
        BufferTrace trace = new(
            journey.Contestant.Optimizer == "adam-cm", setting.Capacity, setting.Decay, isReleased: journey.Contestant.Specification.EndsWith("form=released", StringComparison.Ordinal));
        double[] last = journey.Run((step, point, _) =>
        {
            if (step < steps)
            {
                trace.Add(journey.Landscape.Function, point);
            }
        });
        return (trace.Steps, last);
    }

    /// <summary>The mean of a quantity over the first steps at which it has a value.</summary>
    public static double Over(double[] quantity, int steps) => quantity.Take(steps).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();
}

/// <summary>How a buffer is set, and how long it is looked at.</summary>
/// <param name="Capacity">C.</param>
/// <param name="Decay">λ.</param>
/// <param name="Steps">Over how many of the first steps quantities are taken.</param>
internal sealed record BufferSetting(int Capacity, double Decay, int Steps)
{
    public override string ToString() => FormattableString.Invariant($"C = {Capacity}, λ = {Decay}");
}
