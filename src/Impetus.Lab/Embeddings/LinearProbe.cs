using Impetus.Lab.Tasks;
using Impetus.Torch;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;
using TorchSharp;
using static TorchSharp.torch;

namespace Impetus.Lab.Embeddings;

/// <summary>
/// Multinomial logistic regression on embeddings that stay as they are: the sum of all losses plus ½‖W‖², the intercepts free, as
/// scikit-learn has it and the benchmark takes it.
/// </summary>
/// <param name="Weights">(classes, width).</param>
/// <param name="Intercepts">(classes).</param>
internal sealed record LinearProbe(Tensor Weights, Tensor Intercepts)
{
    private const int MostIterations = 1_000, Memory = 10;
    private const double GradientTolerance = 1e-7;

    /// <summary>Minimises by L-BFGS, in double precision.</summary>
    /// <param name="embeddings">(texts, width).</param>
    /// <param name="labels">The class of each.</param>
    /// <param name="classes">How many there are.</param>
    public static LinearProbe Fit(Tensor embeddings, int[] labels, int classes)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor inputs = embeddings.detach().to(ScalarType.Float64);
        Tensor targets = nn.functional.one_hot(TensorValues.Copy<long>(Array.ConvertAll(labels, static label => (long)label)), classes).to(ScalarType.Float64);
        Tensor missing = targets.neg();
        int width = (int)inputs.shape[1];
        IObjectiveFunction objective = ObjectiveFunction.Gradient(point =>
        {
            using DisposeScope inner = NewDisposeScope();
            (Tensor weights, Tensor intercepts) = Parts(point, classes, width);
            Tensor scores = nn.functional.linear(inputs, weights, intercepts);
            Tensor excess = nn.functional.softmax(scores, 1).Plus(missing);
            double value = scores.logsumexp(1).sum().ReadDouble() - (scores * targets).sum().ReadDouble() + ((weights * weights).sum().ReadDouble() / 2);
            Tensor slopes = cat([excess.t().matmul(inputs).Plus(weights).reshape(-1), excess.sum(dim: 0)]);
            return (value, Vector<double>.Build.Dense(slopes.ToArray<double>()));
        });
        Vector<double> found = new LimitedMemoryBfgsMinimizer(GradientTolerance, parameterTolerance: 1e-10, functionProgressTolerance: 1e-14, Memory, MostIterations)
            .FindMinimum(objective, Vector<double>.Build.Dense(classes * (width + 1))).MinimizingPoint;
        (Tensor best, Tensor intercept) = Parts(found, classes, width);
        return new(best.MoveToOuterDisposeScope(), intercept.MoveToOuterDisposeScope());
    }

    private static (Tensor Weights, Tensor Intercepts) Parts(Vector<double> point, int classes, int width)
    {
        double[] values = point.ToArray();
        return (TensorValues.Copy<double>(values.AsSpan(0, classes * width), classes, width), TensorValues.Copy<double>(values.AsSpan(classes * width)));
    }

    /// <summary>The class with the largest score for each text.</summary>
    public int[] Guess(Tensor embeddings)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor scores = nn.functional.linear(embeddings.to(ScalarType.Float64), Weights, Intercepts);
        return Array.ConvertAll(scores.argmax(1).ToArray<long>(), static label => (int)label);
    }
}
