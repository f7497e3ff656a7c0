using Impetus.Tests.Contract;

namespace Impetus.Tests.Properties;

/// <summary>Every step of adaptive memory against a solution of its model that does not use its formulas.</summary>
public sealed class AdaptiveMemoryProperties
{
    private const int Length = 12, Steps = 12;

    public static TheoryData<double, double> Settings => new() { { 0.1, 0.9 }, { 0, 0.999 }, { 0.7, 0.5 }, { 2, 0.97 } };

    [Theory]
    [MemberData(nameof(Settings))]
    public void SolvesThePlainModel(double lambda, double betaMax)
    {
        using Trial<double> trial = new($"am-mgd:lambda={lambda},beta-max={betaMax}", new Tensor("t0", 0, Length));
        double[] d = [];
        for (int step = 0; step < Steps; step++)
        {
            double previousRate = trial.Optimizer.LearningRate;
            trial.Optimizer.LearningRate = 0.05 + step % 3 * 0.1;
            double rate = trial.Optimizer.LearningRate;
            (double[] g, double[] x) = Move(trial, step);
            if (step > 0)
            {
                AssertSolves(trial, Plain(g, d, previousRate * Dot(g, d), lambda, Constant(rate)), x, betaMax);
            }

            d = [.. x.Select(each => -each / rate)];
        }
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void SolvesThePlainModelOverGroupsThatDifferInLearningRate(double lambda, double betaMax)
    {
        AmMgdOptions options = Groups(lambda, betaMax);
        using Trial<double> trial = new(options, new Tensor("t0", 0, 8), new("t1", 8, 4));
        double[] rates = [.. Enumerable.Repeat(0.2, 8), .. Enumerable.Repeat(0.03, 4)], d = [];
        for (int step = 0; step < Steps; step++)
        {
            (double[] g, double[] x) = Move(trial, step);
            if (step > 0)
            {
                double height = g.Select((each, index) => rates[index] * each * d[index]).Sum();
                AssertSolves(trial, Plain(g, d, height, lambda, rates), x, betaMax);
            }

            d = [.. x.Select((each, index) => -each / rates[index])];
        }
    }

    /// <summary>With the loss, its decrease is the height. Groups may differ in learning rate.</summary>
    [Theory]
    [MemberData(nameof(Settings))]
    public void SolvesTheDeterministicModel(double lambda, double betaMax)
    {
        AmMgdOptions options = Groups(lambda, betaMax);
        using Trial<double> trial = new(options, new Tensor("t0", 0, 8), new("t1", 8, 4));
        double[] rates = [.. Enumerable.Repeat(0.2, 8), .. Enumerable.Repeat(0.03, 4)], d = [];
        for (int step = 0; step < Steps; step++)
        {
            (double[] g, double[] x) = Move(trial, step, Loss(step));
            if (step > 0)
            {
                AssertSolves(trial, Plain(g, d, Loss(step - 1) - Loss(step), lambda, rates), x, betaMax);
            }

            d = [.. x.Select((each, index) => -each / rates[index])];
        }

        static double Loss(int step) => 10 * Math.Sin(1 + step * step) / (1 + step);
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void SolvesThePreconditionedModel(double lambda, double betaMax)
    {
        const double Decay = 0.2, Beta2 = 0.9, Epsilon = 0.01;
        using Trial<double> trial = new($"am-adamw:lambda={lambda},beta-max={betaMax},weight-decay={Decay},beta2={Beta2},eps={Epsilon}", new Tensor("t0", 0, Length));
        double[] v = new double[Length], d = [];
        double product = 1, previousRate = double.NaN;
        for (int step = 0; step < Steps; step++)
        {
            double rate = 0.01 + step % 3 * 0.02;
            trial.Optimizer.LearningRate = rate;
            double[] theta = [.. trial["t0"]];
            (double[] g, double[] x) = Move(trial, step);
            v = [.. v.Select((each, index) => Beta2 * each + (1 - Beta2) * g[index] * g[index])];
            double correction = 1 - betaMax * product, bias = 1 - Math.Pow(Beta2, step + 1);
            double[] p = [.. v.Select(each => correction * (Math.Sqrt(each / bias) + Epsilon))];
            double[] decay = [.. theta.Select(each => Decay * each)];
            if (step > 0)
            {
                double descent = g.Select((each, index) => each * (d[index] / p[index] + decay[index])).Sum();
                TwoPlaneModel model = new(g, d, (1 + Decay * rate) * previousRate * descent, lambda) { LearningRate = Constant(rate), Preconditioner = p, Decay = decay };
                AssertSolves(trial, model, x, betaMax);
            }

            d = [.. x.Select((each, index) => -p[index] * (each + rate * decay[index]) / rate)];
            product *= trial.Optimizer.Telemetry["beta"];
            previousRate = rate;
        }
    }

    /// <summary>On a convex quadratic: no step goes where the model is higher than at the point left, or on a plain step, if β may be anything up to 1.</summary>
    [Fact]
    public void TheDeterministicFormNeverIncreasesItsModel()
    {
        const double Rate = 0.15, Lambda = 0.1;
        using Trial<double> trial = new($"am-mgd:lr={Rate},lambda={Lambda},beta-max=1", new Tensor("t0", 0, Length));
        double previous = double.NaN, first = double.NaN;
        double[] d = [];
        for (int step = 0; step < 60; step++)
        {
            double[] theta = [.. trial["t0"]];
            double[] g = [.. theta.Select((each, index) => (0.1 + index) * each)];
            double loss = g.Zip(theta, (slope, at) => slope * at / 2).Sum();
            g.CopyTo(trial.Gradient("t0"), 0);
            trial.Optimizer.Step(loss);
            double[] x = [.. trial["t0"].Zip(theta, (after, before) => after - before)];
            if (step > 0)
            {
                TwoPlaneModel model = Plain(g, d, previous - loss, Lambda, Constant(Rate));
                double margin = 1e-12 * (Math.Abs(loss) + Math.Abs(previous));
                Assert.True(model.At(x) <= model.At(new double[Length]) + margin);
                Assert.True(model.At(x) <= model.At([.. g.Select(each => -Rate * each)]) + margin);
                Assert.True(model.At(x) <= model.At([.. d.Select(each => -Rate * each)]) + margin);
            }

            first = step == 0 ? loss : first;
            (previous, d) = (loss, [.. x.Select(each => -each / Rate)]);
        }

        Assert.True(previous < first / 10, $"{previous} is left of {first}");
    }

    [Theory]
    [InlineData("", "")]
    [InlineData(",weight-decay=0.1", ",weight-decay=0.1")]
    [InlineData(",scope=tensor,clip-norm=0.5", ",clip-norm=0.5")]
    public void WithoutMemoryItIsGradientDescent(string settings, string plainSettings)
    {
        Tensor[] tensors = Tensor.Row(20, 5);
        using Trial<float> adaptive = new($"am-mgd:beta-max=0,lambda=0{settings}", tensors), plain = new($"sgd:lr=0.1{plainSettings}", tensors);
        Assert.Equal(plain.Run(0, 10).Bits, adaptive.Run(0, 10).Bits);
    }

    private static AmMgdOptions Groups(double lambda, double betaMax)
    {
        AmMgdOptions options = new() { LearningRate = 0.2, Groups = [new("fast", "t0"), new("slow", "t1") { LearningRate = 0.03 }] };
        (options.Memory.Lambda, options.Memory.BetaMax) = (lambda, betaMax);
        return options;
    }

    private static TwoPlaneModel Plain(double[] g, double[] d, double height, double lambda, double[] rates)
        => new(g, d, height, lambda) { LearningRate = rates, Preconditioner = Constant(1), Decay = Constant(0) };

    private static (double[] Gradient, double[] Displacement) Move(Trial<double> trial, int step, double loss = double.NaN)
    {
        trial.Fill(step);
        double[] before = trial.Values, gradient = [.. trial.Parameters.SelectMany(parameter => trial.Gradient(parameter.Name))];
        trial.Optimizer.Step(loss);
        return (gradient, [.. trial.Values.Zip(before, (after, from) => after - from)]);
    }

    private static void AssertSolves(Trial<double> trial, TwoPlaneModel model, double[] x, double betaMax)
    {
        double share = trial.Optimizer.Telemetry["beta"], best = model.BestShare(0, betaMax);
        Assert.Equal(best, share, 1e-8);
        (double least, double[] solution) = model.Weighted(best);
        double size = solution.Max(Math.Abs);
        for (int index = 0; index < x.Length; index++)
        {
            Assert.Equal(solution[index], x[index], 1e-8 * size);
        }

        // No gap between the model and its dual: x is the model's minimum itself, wherever β_max does not bind.
        if (best < betaMax || betaMax == 1)
        {
            Assert.Equal(least, model.At(x), 1e-7 * (Math.Abs(least) + Math.Abs(model.Height)));
        }
    }

    private static double[] Constant(double value) => [.. Enumerable.Repeat(value, Length)];

    private static double Dot(double[] left, double[] right) => left.Zip(right, (a, b) => a * b).Sum();
}
