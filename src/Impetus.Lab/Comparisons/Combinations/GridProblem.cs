using Impetus.Lab.Data;
using Impetus.Lab.Problems;
using Impetus.Lab.Problems.Functions;
using Impetus.Lab.Problems.Regression;

namespace Impetus.Lab.Comparisons.Combinations;

/// <summary>A problem on which combinations are ranked.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Family">What kind it is.</param>
/// <param name="Problem">The problem.</param>
/// <param name="MinimumValue">The value at its minimum.</param>
/// <param name="Start">Draws a start.</param>
internal sealed record GridProblem(string Name, ProblemFamily Family, IProblem Problem, double MinimumValue, StartingPoint Start)
{
    private const int Dimension = 20;
    private const double Penalty = 1e-3;
    private const double Noise = 0.1;
    private const int Inputs = 32;

    /// <summary>All problems of the lab.</summary>
    public static IReadOnlyList<GridProblem> All { get; } =
    [
        Of("Ackley", ProblemFamily.Multimodal, new Ackley(2)),
        Of("Ackley, 10 dimensions", ProblemFamily.Multimodal, new Ackley(10)),
        Of("Goldstein-Price", ProblemFamily.Multimodal, new GoldsteinPrice()),
        Of("Levy", ProblemFamily.Multimodal, new Levy(2)),
        Of("Levy, 10 dimensions", ProblemFamily.Multimodal, new Levy(10)),
        Of("Ackley and Rosenbrock", ProblemFamily.Multimodal, new AckleyRosenbrock()),
        Of("flat and sharp minima, 10 dimensions, s = 100", ProblemFamily.Multimodal, new FlatAndSharpMinima(10, 100)),
        Of("flat and sharp minima, 2 dimensions, s = 10", ProblemFamily.Multimodal, new FlatAndSharpMinima(2, 10)),
        .. new[] { 10, 100, 1_000 }.SelectMany(Quadratics),
        Of("logistic regression", LogisticRegression(smallest: 1), (ref random) => random.NextNormalPoint(10)),
        Of("logistic regression, features from 1 to 1/1000", LogisticRegression(smallest: 3), (ref random) => random.NextNormalPoint(10)),
        Of("softmax regression, 3 classes", SoftmaxRegression(classes: 3), (ref random) => random.NextNormalPoint(24)),
        Of("softmax regression, 6 classes", SoftmaxRegression(classes: 6), (ref random) => random.NextNormalPoint(48)),
        Of("noisy quadratic, h = (1, 20), σ = 0.2", ProblemFamily.Noisy, new NoisyQuadratic(0.2, 1, 20)),
        Of($"noisy quadratic, κ = 100, {Dimension} dimensions, σ = 0.05", ProblemFamily.Noisy, new NoisyQuadratic(0.05, [.. Quadratic.WithConditionNumber(Dimension, 100).Spectrum])),
        Of("noisy quadratic, h = (1, 20), σ = 1", ProblemFamily.Noisy, new NoisyQuadratic(1, 1, 20)),
        Of("absolute distance to random targets, 10 dimensions", ProblemFamily.Noisy, new RandomTargets(10, isConvex: true)),
        Of("bounded distance to random targets, 10 dimensions", ProblemFamily.Noisy, new RandomTargets(10, isConvex: false)),
        Noisy(Of("logistic regression", LogisticRegression(smallest: 1), (ref random) => random.NextNormalPoint(10))),
        Noisy(Of("softmax regression, 3 classes", SoftmaxRegression(classes: 3), (ref random) => random.NextNormalPoint(24))),
        Of("rare large gradients", ProblemFamily.Noisy, new RareLargeGradients()) with { Start = (ref _) => [1.0] },
        Of("network of 4 units, as many as its teacher", ProblemFamily.Network, new TeacherNetwork(4, 4, 4, Inputs, Inputs)),
        Of("network of 10 units, its teacher of 3", ProblemFamily.Network, new TeacherNetwork(4, 3, 10, Inputs, Inputs)),
        Of("network of 6 units, its teacher of 6, batches of 4", ProblemFamily.Network, new TeacherNetwork(3, 6, 6, Inputs, 4)),
    ];

    /// <summary>The distance of a value from the minimum's; rounding may make it 0.</summary>
    public double Gap(ReadOnlySpan<double> point) => Math.Max(0, Problem.Value(point) - MinimumValue);

    private static GridProblem Of(string name, ProblemFamily family, ITestFunction function)
        => new(name, family, function, function.MinimumValue, (ref random) => random.NextPoint(function.Dimension, function.Domain));

    private static GridProblem Of(string name, IRegression regression, StartingPoint start)
        => new(name, ProblemFamily.Convex, regression, NewtonMethod.Minimize(regression).Value, start);

    // Scalings act on coordinates, so axes that are those of the curvature are in their favour.
    private static IEnumerable<GridProblem> Quadratics(int conditionNumber)
    {
        Quadratic quadratic = Quadratic.WithConditionNumber(Dimension, conditionNumber);
        yield return Of($"quadratic, κ = {conditionNumber}", ProblemFamily.Convex, quadratic);
        yield return Of($"quadratic, κ = {conditionNumber}, rotated", ProblemFamily.Convex, new Rotated(quadratic, seed: 1));
    }

    private static GridProblem Noisy(GridProblem problem)
        => problem with { Name = $"{problem.Name}, noise {Noise} on gradients", Family = ProblemFamily.Noisy, Problem = new NoisyGradient(problem.Problem, Noise) };

    private static LogisticRegression LogisticRegression(double smallest) => new(Examples(seed: 1, count: 50, features: 10, classes: 2, smallest), Penalty);

    private static SoftmaxRegression SoftmaxRegression(int classes) => new(Examples(seed: 2, count: 50, features: 8, classes, smallest: 1), Penalty);

    /// <summary>Normal features that get smaller from the first to the last, by so many powers of ten, and labels of a noisy linear rule.</summary>
    private static SparseData Examples(ulong seed, int count, int features, int classes, double smallest)
    {
        DeterministicRandom random = new(seed);
        double[][] rule = [.. Enumerable.Range(0, classes).Select(_ => random.NextNormalPoint(features))];
        int[] indices = [.. Enumerable.Range(1, features)];
        return SparseData.Of(
            [.. Enumerable.Range(0, count).Select(_ =>
            {
                double[] direction = random.NextNormalPoint(features), noise = random.NextNormalPoint(classes);
                double[] scores = [.. rule.Select((weights, k) => weights.Zip(direction, (w, x) => w * x).Sum() + noise[k])];
                return new LibsvmExample(Array.IndexOf(scores, scores.Max()), null, indices, [.. direction.Select((x, j) => x * Math.Pow(10, -smallest * j / (features - 1)))]);
            })],
            "generated examples");
    }
}

/// <summary>A kind of problem.</summary>
internal enum ProblemFamily
{
    /// <summary>There are minima other than the lowest.</summary>
    Multimodal,

    /// <summary>There is one minimum, and gradients are exact.</summary>
    Convex,

    /// <summary>There is one minimum, and gradients are noisy.</summary>
    Noisy,

    /// <summary>A network of one hidden layer learns what another one says.</summary>
    Network,
}

/// <summary>Draws where a run starts.</summary>
internal delegate double[] StartingPoint(ref DeterministicRandom random);
