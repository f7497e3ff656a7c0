using Impetus.Tests.Contract;

namespace Impetus.Tests.Properties;

public sealed class TorqueAwareProperties
{
    private const double Epsilon = 0.25;

    /// <summary>
    /// The first cosine is undefined, hence 0 and k = ½; from then on, gradients of one direction keep it at 1, and with
    /// γ = 0 k is 1.
    /// </summary>
    [Fact]
    public void GradientsOfOneDirectionComeInWhole()
    {
        using Trial<double> torque = new($"tam:lr=0.1,momentum=0.8,gamma=0,torque-eps={Epsilon}", Tensor.Row(17, 4)), heavy = new("sgdm:lr=0.1,momentum=0.8", Tensor.Row(17, 4));
        for (int step = 0; step < 20; step++)
        {
            double length = 0.5 + step % 5;
            Point(torque, length);
            Point(heavy, length * (step == 0 ? Epsilon + 0.5 : 1 + Epsilon));
            Assert.Equal(step == 0 ? 0 : 1, torque.Optimizer.Telemetry["cosine"], 1e-14);
            AssertEqual(heavy, torque, 1e-13);
        }
    }

    /// <summary>Every other gradient turns round: the cosine stays at −1 and nothing but ε comes in, as long as m keeps its direction.</summary>
    [Fact]
    public void GradientsAgainstTheMomentumAreKeptOut()
    {
        using Trial<double> torque = new("tam:lr=0.1,momentum=0.9,gamma=0,torque-eps=0", Tensor.Row(17)), heavy = new("sgdm:lr=0.1,momentum=0.9", Tensor.Row(17));
        Point(torque, 1);
        Point(heavy, 0.5);
        for (int step = 1; step < 10; step++)
        {
            Point(torque, -100);
            Point(heavy, 0);
            Assert.Equal(0, torque.Optimizer.Telemetry["damping"], 1e-14);
            AssertEqual(heavy, torque, 1e-10);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void TheSmoothedCosineFollowsItsClosedForm(double gamma)
    {
        using Trial<double> torque = new($"tam:gamma={gamma}", Tensor.Row(17));
        for (int step = 0; step < 12; step++)
        {
            Point(torque, 1);
            double smoothed = 1 - Math.Pow(gamma, step);
            Assert.Equal(smoothed, torque.Optimizer.Telemetry["smoothed-cosine"], 1e-13);
            Assert.Equal((1 + smoothed) / 2, torque.Optimizer.Telemetry["damping"], 1e-13);
        }
    }

    [Theory]
    [InlineData("tam")]
    [InlineData("adatam2:scope=tensor")]
    [InlineData("torque-aware*maximum-variation*scale-first")]
    public void CosineAndDampingStayWithinTheirRanges(string specification)
    {
        using Trial<float> trial = new(specification, Tensor.Row(40, 7));
        for (int step = 0; step < 40; step++)
        {
            trial.Run(step, step + 1);
            Assert.InRange(trial.Optimizer.Telemetry["cosine"], -1 - 1e-6, 1 + 1e-6);
            Assert.InRange(trial.Optimizer.Telemetry["damping"], 0, 1);
        }
    }

    private static void Point(Trial<double> trial, double length)
    {
        trial.Fill(5);
        foreach (Parameter parameter in trial.Parameters)
        {
            foreach (ref double slope in parameter.Gradients<double>())
            {
                slope *= length;
            }
        }

        trial.Optimizer.Step();
    }

    private static void AssertEqual(Trial<double> expected, Trial<double> actual, double tolerance)
        => Assert.All(expected.Values.Zip(actual.Values), pair => Assert.Equal(pair.First, pair.Second, tolerance * (1 + Math.Abs(pair.First))));
}
