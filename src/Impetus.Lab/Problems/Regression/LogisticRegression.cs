namespace Impetus.Lab.Problems.Regression;

/// <summary>
/// Logistic regression without an intercept: the mean of log(1 + exp(−y⟨w, x⟩)), y = ±1, plus ½λ‖w‖². The larger of the two
/// labels counts as +1.
/// </summary>
public sealed class LogisticRegression : IRegression
{
    private readonly SparseData _data;

    /// <summary>The problem.</summary>
    /// <param name="data">Examples with two labels.</param>
    /// <param name="regularization">λ, from 0.</param>
    /// <exception cref="LabException">There are more than two labels.</exception>
    public LogisticRegression(SparseData data, double regularization)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Labels.Count != 2)
        {
            throw new LabException($"logistic regression needs two labels, and the data has {data.Labels.Count}: use softmax regression");
        }

        (_data, Regularization) = (data, regularization);
    }

    /// <summary>The number of features.</summary>
    public int Dimension => _data.FeatureCount;

    /// <inheritdoc/>
    public double Regularization { get; }

    /// <summary>λ₁/4 + λ, λ₁ the largest eigenvalue of XᵀX/n: the loss bends by ¼ at most.</summary>
    public double Smoothness => (GramMatrix.LargestEigenvalue(_data) / 4) + Regularization;

    /// <inheritdoc/>
    public double Value(ReadOnlySpan<double> point)
    {
        double sum = 0;
        for (int example = 0; example < _data.Count; example++)
        {
            sum += Loss(Sign(example) * _data.Product(example, point));
        }

        return (sum / _data.Count) + Penalty.Value(point, Regularization);
    }

    /// <inheritdoc/>
    public void Gradient(ReadOnlySpan<double> point, Span<double> gradient) => ValueAndGradient(point, gradient);

    /// <inheritdoc/>
    public double ValueAndGradient(ReadOnlySpan<double> point, Span<double> gradient)
    {
        Penalty.Gradient(point, gradient, Regularization);
        double sum = 0;
        for (int example = 0; example < _data.Count; example++)
        {
            double sign = Sign(example), margin = sign * _data.Product(example, point), share = Sigmoid(-margin);
            sum += Loss(margin);
            _data.AddTo(gradient, example, -sign * share / _data.Count);
        }

        return (sum / _data.Count) + Penalty.Value(point, Regularization);
    }

    /// <inheritdoc/>
    public void Hessian(ReadOnlySpan<double> point, Span<double> hessian)
    {
        Penalty.Hessian(Dimension, hessian, Regularization);
        for (int example = 0; example < _data.Count; example++)
        {
            double share = Sigmoid(_data.Product(example, point));
            _data.AddOuterProductTo(hessian, Dimension, example, share * (1 - share) / _data.Count);
        }
    }

    /// <inheritdoc/>
    public void HessianProduct(ReadOnlySpan<double> point, ReadOnlySpan<double> vector, Span<double> product)
    {
        Penalty.Gradient(vector, product, Regularization);
        for (int example = 0; example < _data.Count; example++)
        {
            double share = Sigmoid(_data.Product(example, point));
            _data.AddTo(product, example, share * (1 - share) * _data.Product(example, vector) / _data.Count);
        }
    }

    private double Sign(int example) => _data.Classes[example] == 1 ? 1 : -1;

    /// <summary>log(1 + exp(−m)) without overflow.</summary>
    private static double Loss(double margin) => Math.Max(0, -margin) + Math.Log(1 + Math.Exp(-Math.Abs(margin)));

    private static double Sigmoid(double score) => 1 / (1 + Math.Exp(-score));
}
