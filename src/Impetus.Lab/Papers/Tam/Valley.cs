using Impetus.Lab.Data;
using Impetus.Lab.Problems;
using Impetus.Lab.Problems.Functions;
using Impetus.Lab.Reproduction;

namespace Impetus.Lab.Papers.Tam;

/// <summary>
/// A valley in the plane, ½(0.05x² + y²), with gradients whose noise goes mostly across it: misaligned gradients are common.
/// </summary>
internal static class Valley
{
    /// <summary>The steps of a run.</summary>
    public const int Steps = 100;

    /// <summary>η of SGD; the runs of SGDM have a tenth of it, as a momentum of 0.9 adds up ten gradients.</summary>
    public const double Rate = 0.3;

    /// <summary>What is drawn.</summary>
    public static readonly Interval Horizontal = new(-9, 2), Vertical = new(-3, 3);

    private static readonly double[] Curvature = [0.05, 1];

    /// <summary>The valley with noise σ.</summary>
    public static NoisyQuadratic WithNoise(double noise) => new(noise, Curvature);

    /// <summary>Levels of noise as readings, by their place: the paper draws a sketch.</summary>
    public static IReadOnlyList<Reading<int>> Readings(IReadOnlyList<double> noises)
        => [.. noises.Select((noise, index) => new Reading<int>($"σ = {noise}", "the paper draws a sketch, and names no noise", index))];

    /// <summary>Runs an optimizer, with the start and the noise of a seed.</summary>
    public static Course Run(ExperimentSettings settings, double noise, int seed, string specification)
    {
        DeterministicRandom random = DeterministicRandom.For(settings.Seed, (ulong)seed);
        double[] start = [-8, 2 * ((2 * random.NextUniform()) - 1)];
        RecordedGradients problem = new(WithNoise(noise));
        List<double[]> points = [];
        List<double> cosines = [], dampings = [];
        new ProblemRun(problem, OptimizerSpecification.Parse(specification), start, Steps)
        {
            NoiseSeed = (settings.Seed << 32) + (ulong)seed,
            Observe = (step, point, optimizer) =>
            {
                points.Add(point.ToArray());
                if (step > 0 && optimizer.Telemetry.Names.Contains("damping"))
                {
                    cosines.Add(optimizer.Telemetry["cosine"]);
                    dampings.Add(optimizer.Telemetry["damping"]);
                }
            },
        }.Train();
        return new([.. points], [.. problem.Gradients], [.. cosines], [.. dampings]);
    }

    /// <summary>What an optimizer's steps would be if it were shown these gradients, wherever they lead.</summary>
    public static double[][] Replay(string specification, double[][] gradients)
    {
        double[] point = new double[2], gradient = new double[2];
        using ParameterSet parameters = new() { { "point", point, gradient } };
        using Optimizer optimizer = OptimizerSpecification.Parse(specification).Create(parameters, options => options.Threads = 1);
        return [.. gradients.Select(shown =>
        {
            // From the origin every time, so that the step does not drown in the point.
            (point[0], point[1]) = (0, 0);
            (gradient[0], gradient[1]) = (shown[0], shown[1]);
            optimizer.Step();
            return new[] { point[0], point[1] };
        })];
    }

    /// <summary>A run in the plane.</summary>
    /// <param name="Points">Before every step and after the last.</param>
    /// <param name="Gradients">As the optimizer saw them.</param>
    /// <param name="Cosines">S of every step, where the optimizer has it.</param>
    /// <param name="Dampings">k of every step, where the optimizer has it.</param>
    internal sealed record Course(double[][] Points, double[][] Gradients, double[] Cosines, double[] Dampings);

    private sealed class RecordedGradients(NoisyQuadratic valley) : IStochasticProblem
    {
        public int Dimension => valley.Dimension;

        public List<double[]> Gradients { get; } = [];

        public double Value(ReadOnlySpan<double> point) => valley.Value(point);

        public void Gradient(ReadOnlySpan<double> point, Span<double> gradient) => valley.Gradient(point, gradient);

        public void Hessian(ReadOnlySpan<double> point, Span<double> hessian) => valley.Hessian(point, hessian);

        public void SampleGradient(ReadOnlySpan<double> point, Span<double> gradient, ref DeterministicRandom random)
        {
            valley.SampleGradient(point, gradient, ref random);
            Gradients.Add(gradient.ToArray());
        }
    }
}
