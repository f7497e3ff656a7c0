using System.Runtime.InteropServices;
using Impetus.Inspection;
using Impetus.Tests.Contract;

namespace Impetus.Tests.Properties;

public sealed class MaximumVariationProperties
{
    [Theory]
    [InlineData("madam:beta2-min=0.99,beta2-max=0.99,weight-decay=0.1", "adamw:beta2=0.99,weight-decay=0.1")]
    [InlineData("madam:beta2-min=0.5,beta2-max=0.5,amsgrad,clip-norm=1", "adamw:beta2=0.5,weight-decay=0,clip-norm=1,amsgrad", false)]
    [InlineData("lamadam:beta2-min=0.95,beta2-max=0.95,eps=0.001", "laprop:beta2=0.95,eps=0.001")]
    [InlineData("torque-aware*maximum-variation:beta2-min=0.9,beta2-max=0.9", "torque-aware*second-moment:beta2=0.9")]
    [InlineData("critical-momenta*maximum-variation:beta2-min=0.9,beta2-max=0.9", "critical-momenta*second-moment:beta2=0.9")]
    public void EqualBoundsGiveTheSecondMoment(string variation, string moment, bool isEqual = true)
    {
        Tensor[] tensors = Tensor.Row(40, 9);
        using Trial<double> left = new(variation, tensors), right = new(moment, tensors);
        for (int step = 0; step < 30; step++)
        {
            left.Run(step, step + 1);
            right.Run(step, step + 1);
            bool agrees = left.Values.Zip(right.Values).All(pair => Math.Abs(pair.First - pair.Second) <= 1e-12 * (1 + Math.Abs(pair.Second)));

            // AMSGrad differs: the maximum is taken of what is corrected for its start, here, and of what is not, there.
            Assert.True(agrees || !isEqual, $"step {step}");
        }
    }

    /// <summary>Gradients that vary by a thousandth of their mean: the variance keeps digits that v/w − (u/w)² loses.</summary>
    [Fact]
    public void TheVarianceKeepsItsDigitsInSinglePrecision()
    {
        float[] value = [1], gradient = [0];
        double[] wideValue = [1], wideGradient = [0];
        using ParameterSet parameters = new() { { "x", value, gradient } }, wideParameters = new() { { "x", wideValue, wideGradient } };
        using Optimizer single = Optimizers.Create(parameters, "madam"), exact = Optimizers.Create(wideParameters, "madam");
        float u = 0, v = 0, w = 0;
        double before = 0, worst = 0, worstOfMoments = 0;
        for (int step = 1; step <= 100; step++)
        {
            gradient[0] = 1 + 1e-3f * MathF.Sin(step * step);
            wideGradient[0] = gradient[0];
            single.Step();
            exact.Step();
            double weight = State<double>(exact, "weight");
            float decay = (float)((1 - weight) / (1 - before));
            before = weight;
            u = MathF.FusedMultiplyAdd(decay, u, (1 - decay) * gradient[0]);
            v = MathF.FusedMultiplyAdd(decay, v, (1 - decay) * (gradient[0] * gradient[0]));
            w = MathF.FusedMultiplyAdd(decay, w, 1 - decay);
            if (step > 5)
            {
                double variance = State<double>(exact, "variance");
                worst = Math.Max(worst, Math.Abs(State<float>(single, "variance") / variance - 1));
                worstOfMoments = Math.Max(worstOfMoments, Math.Abs((v / w - u / w * (u / w)) / variance - 1));
            }
        }

        Assert.True(worst < 1e-3, $"{worst}");
        Assert.True(worstOfMoments > 0.05, $"{worstOfMoments}");

        static TElement State<TElement>(Optimizer optimizer, string array)
            where TElement : unmanaged
        {
            TElement element = default;
            new NamedArrays(optimizer)[array][0].Read(0, MemoryMarshal.AsBytes(new Span<TElement>(ref element)));
            return element;
        }
    }

    /// <summary>β of a coordinate is the one that makes the estimated variance largest: found by trying.</summary>
    [Fact]
    public void EveryCoordinateTakesTheDecayOfMostVariance()
    {
        const double Least = 0.3, Most = 0.95, Rate = 0.01, Alpha = 0.9;
        const int Length = 14;
        using Trial<double> trial = new($"madam:lr={Rate},beta2-min={Least},beta2-max={Most}", Tensor.Row(Length));
        double[] u = new double[Length], v = new double[Length], w = new double[Length], m = new double[Length];
        double[] theta = [.. trial["t0"]];
        for (int step = 1; step < 25; step++)
        {
            trial.Run(step, step + 1);
            for (int i = 0; i < Length; i++)
            {
                double g = trial.Gradient("t0")[i];
                (double u0, double v0, double w0) = (u[i], v[i], w[i]);
                double beta = step == 1 ? Most : Best(Variance);
                (u[i], v[i], w[i]) = (beta * u0 + (1 - beta) * g, beta * v0 + (1 - beta) * g * g, beta * w0 + 1 - beta);
                m[i] = Alpha * m[i] + (1 - Alpha) * g;
                theta[i] -= Rate / (1 - Math.Pow(Alpha, step)) * m[i] / (Math.Sqrt(v[i] / w[i]) + 1e-8);

                double Variance(double beta)
                {
                    double weight = beta * w0 + 1 - beta, mean = (beta * u0 + (1 - beta) * g) / weight;
                    return (beta * v0 + (1 - beta) * g * g) / weight - mean * mean;
                }
            }

            Assert.All(theta.Zip(trial["t0"]), pair => Assert.Equal(pair.First, pair.Second, 1e-6 * Rate));
        }

        static double Best(Func<double, double> variance)
        {
            double low = Least, high = Most;
            for (int round = 0; round < 12; round++)
            {
                double width = (high - low) / 40, centre = Enumerable.Range(0, 41).Select(index => low + index * width).MaxBy(variance);
                (low, high) = (Math.Max(Least, centre - width), Math.Min(Most, centre + width));
            }

            return (low + high) / 2;
        }
    }
}
