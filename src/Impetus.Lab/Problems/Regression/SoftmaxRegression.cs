namespace Impetus.Lab.Problems.Regression;

/// <summary>
/// Multinomial logistic regression without an intercept: the mean of log Σ exp(z) − z of the true class, z = Wx, plus ½λ‖W‖².
/// The point is W, one row for each class.
/// </summary>
/// <param name="data">The examples.</param>
/// <param name="regularization">λ, from 0.</param>
public sealed class SoftmaxRegression(SparseData data, double regularization) : IRegression
{
    private readonly int _classes = data.Labels.Count;
    private readonly int _features = data.FeatureCount;

    /// <summary>Classes times features.</summary>
    public int Dimension => _classes * _features;

    /// <inheritdoc/>
    public double Regularization => regularization;

    /// <summary>λ₁/2 + λ, λ₁ the largest eigenvalue of XᵀX/n: no eigenvalue of diag(p) − ppᵀ is above ½.</summary>
    public double Smoothness => (GramMatrix.LargestEigenvalue(data) / 2) + regularization;

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
    public void Gradient(ReadOnlySpan<double> point, Span<double> gradient) => ValueAndGradient(point, gradient);

    /// <inheritdoc/>
    public double ValueAndGradient(ReadOnlySpan<double> point, Span<double> gradient)
    {
        Penalty.Gradient(point, gradient, regularization);
        double[] scores = new double[_classes];
        double sum = 0;
        for (int example = 0; example < data.Count; example++)
        {
            double total = Score(example, point, scores);
            sum += total - scores[data.Classes[example]];
            for (int k = 0; k < _classes; k++)
            {
                double excess = Math.Exp(scores[k] - total) - (k == data.Classes[example] ? 1 : 0);
                data.AddTo(gradient[(k * _features)..], example, excess / data.Count);
            }
        }

        return (sum / data.Count) + Penalty.Value(point, regularization);
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

    /// <inheritdoc/>
    public void HessianProduct(ReadOnlySpan<double> point, ReadOnlySpan<double> vector, Span<double> product)
    {
        Penalty.Gradient(vector, product, regularization);
        double[] scores = new double[_classes], changes = new double[_classes];
        for (int example = 0; example < data.Count; example++)
        {
            double total = Score(example, point, scores), mean = 0;
            for (int k = 0; k < _classes; k++)
            {
                changes[k] = data.Product(example, vector[(k * _features)..]);
                mean += Math.Exp(scores[k] - total) * changes[k];
            }

            for (int k = 0; k < _classes; k++)
            {
                double share = Math.Exp(scores[k] - total);
                data.AddTo(product[(k * _features)..], example, share * (changes[k] - mean) / data.Count);
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

        double largest = scores[0], sum = 0;
        foreach (double score in scores)
        {
            largest = Math.Max(largest, score);
        }

        foreach (double score in scores)
        {
            sum += Math.Exp(score - largest);
        }

        return largest + Math.Log(sum);
    }
}
