using Impetus.Lab.Problems.Regression;

namespace Impetus.Lab.Papers.Am;

/// <summary>A regression with its minimum.</summary>
/// <param name="Name">The data set.</param>
/// <param name="Classes">How many classes it has.</param>
/// <param name="Problem">Logistic regression for two classes, softmax regression for more.</param>
/// <param name="Smoothness">L.</param>
/// <param name="Minimum">By Newton's method.</param>
internal sealed record ConvexInstance(string Name, int Classes, IRegression Problem, double Smoothness, ReferenceMinimum Minimum)
{
    /// <summary>The penalty λ₂ relative to the smoothness of the loss, which is nearly the inverse of the condition number.</summary>
    public const double RelativePenalty = 1e-4;

    /// <summary>Sets the problem up and solves it.</summary>
    public static ConvexInstance Of(ConvexDataSet set)
    {
        double penalty = RelativePenalty * Regression(set.Data, 0).Smoothness;
        IRegression problem = Regression(set.Data, penalty);
        return new(set.Name, set.Data.Labels.Count, problem, problem.Smoothness, NewtonMethod.Minimize(problem));
    }

    private static IRegression Regression(SparseData data, double penalty)
        => data.Labels.Count == 2 ? new LogisticRegression(data, penalty) : new SoftmaxRegression(data, penalty);
}
