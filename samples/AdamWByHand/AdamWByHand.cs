namespace Samples;

/// <summary>
/// AdamW (Loshchilov and Hutter 2019) as a plain loop: the whole truth of what <c>Optimizers.AdamW</c> does, without parts,
/// vectors or threads. A test holds the library's fused step to it.
/// </summary>
public sealed class AdamWByHand(int length, double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0.01)
{
    private readonly double[] _m = new double[length];    // the mean of gradients
    private readonly double[] _v = new double[length];    // the mean of their squares
    private int _t;

    /// <summary>Updates the parameters in place, by the gradient at them.</summary>
    public void Step(Span<double> parameters, ReadOnlySpan<double> gradient)
    {
        _t++;
        double correction1 = 1 - Math.Pow(beta1, _t), correction2 = 1 - Math.Pow(beta2, _t);    // both means start at 0
        for (int i = 0; i < parameters.Length; i++)
        {
            double g = gradient[i];
            _m[i] = beta1 * _m[i] + (1 - beta1) * g;
            _v[i] = beta2 * _v[i] + (1 - beta2) * g * g;
            double direction = _m[i] / correction1 / (Math.Sqrt(_v[i] / correction2) + epsilon);
            parameters[i] = (1 - learningRate * weightDecay) * parameters[i] - learningRate * direction;
        }
    }
}
