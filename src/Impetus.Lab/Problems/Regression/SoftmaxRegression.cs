namespace Impetus.Lab.Problems.Regression;

/// <summary>
/// Multinomial logistic regression without an intercept: the mean of log Σ exp(z) − z of the true class, z = Wx, plus ½λ‖W‖².
/// The point is W, one row for each class.
/// </summary>
/// <param name="data">The examples.</param>
/// <param name="regularization">λ, from 0.</param>
public sealed class SoftmaxRegression(SparseData data, double regularization) : IProblem
{
    private readonly int _classes = data.Labels.Count;
    private readonly int _features = data.FeatureCount;

    /// <summary>Classes times features.</summary>
    public int Dimension => _classes * _features;

    /// <inheritdoc/>
    public double Value(ReadOnlySpan<double> point)
    {
        double[] scores = new double[_classes];
        double sum = 0;
        for (int example = 0; example < data.Count; example++)
        {
            sum += Score(example, point, scores) - scores[data.Classes[example]];
        }

        return (sum / data.Count) + Penalty.Value(point, regularization);
    }

    /// <inheritdoc/>
    public void Gradient(ReadOnlySpan<double> point, Span<double> gradient)
    {
        Penalty.Gradient(point, gradient, regularization);
        double[] scores = new double[_classes];
        for (int example = 0; example < data.Count; example++)
        {
            double total = Score(example, point, scores);
            for (int k = 0; k < _classes; k++)
            {
                double excess = Math.Exp(scores[k] - total) - (k == data.Classes[example] ? 1 : 0);
                data.AddTo(gradient[(k * _features)..], example, excess / data.Count);
            }
        }
    }

    /// <inheritdoc/>
    public void Hessian(ReadOnlySpan<double> point, Span<double> hessian)
    {
        Penalty.Hessian(Dimension, hessian, regularization);
        double[] scores = new double[_classes];
        for (int example = 0; example < data.Count; example++)
        {
            double total = Score(example, point, scores);
            for (int k = 0; k < _classes; k++)
            {
                for (int other = 0; other < _classes; other++)
                {
                    double share = Math.Exp(scores[k] - total), otherShare = Math.Exp(scores[other] - total);
                    double weight = share * ((k == other ? 1 : 0) - otherShare);
                    Span<double> block = hessian[((k * _features * Dimension) + (other * _features))..];
                    data.AddOuterProductTo(block, Dimension, example, weight / data.Count);
                }
            }
        }
    }

    /// <summary>Fills in z, and gives log Σ exp(z) without overflow.</summary>
    private double Score(int example, ReadOnlySpan<double> point, double[] scores)
    {
        for (int k = 0; k < _classes; k++)
        {
            scores[k] = data.Product(example, point[(k * _features)..]);
        }

        double largest = scores.Max();
        return largest + Math.Log(scores.Sum(score => Math.Exp(score - largest)));
    }
}
