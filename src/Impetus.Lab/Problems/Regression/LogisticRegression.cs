namespace Impetus.Lab.Problems.Regression;

/// <summary>
/// Logistic regression without an intercept: the mean of log(1 + exp(−y⟨w, x⟩)), y = ±1, plus ½λ‖w‖². The larger of the two
/// labels counts as +1.
/// </summary>
public sealed class LogisticRegression : IProblem
{
    private readonly SparseData _data;
    private readonly double _regularization;

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

        (_data, _regularization) = (data, regularization);
    }

    /// <summary>The number of features.</summary>
    public int Dimension => _data.FeatureCount;

    /// <inheritdoc/>
    public double Value(ReadOnlySpan<double> point)
    {
        double sum = 0;
        for (int example = 0; example < _data.Count; example++)
        {
            double margin = Sign(example) * _data.Product(example, point);
            sum += Math.Max(0, -margin) + Math.Log(1 + Math.Exp(-Math.Abs(margin)));
        }

        return (sum / _data.Count) + Penalty.Value(point, _regularization);
    }

    /// <inheritdoc/>
    public void Gradient(ReadOnlySpan<double> point, Span<double> gradient)
    {
        Penalty.Gradient(point, gradient, _regularization);
        for (int example = 0; example < _data.Count; example++)
        {
            double sign = Sign(example);
            _data.AddTo(gradient, example, -sign * Sigmoid(-sign * _data.Product(example, point)) / _data.Count);
        }
    }

    /// <inheritdoc/>
    public void Hessian(ReadOnlySpan<double> point, Span<double> hessian)
    {
        Penalty.Hessian(Dimension, hessian, _regularization);
        for (int example = 0; example < _data.Count; example++)
        {
            double share = Sigmoid(_data.Product(example, point));
            _data.AddOuterProductTo(hessian, Dimension, example, share * (1 - share) / _data.Count);
        }
    }

    private double Sign(int example) => _data.Classes[example] == 1 ? 1 : -1;

    private static double Sigmoid(double score) => 1 / (1 + Math.Exp(-score));
}
