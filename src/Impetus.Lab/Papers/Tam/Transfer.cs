using System.Globalization;
using Impetus.Lab.Data;
using Impetus.Lab.Problems;
using Impetus.Lab.Problems.Functions;
using Impetus.Lab.Reproduction;

namespace Impetus.Lab.Papers.Tam;

/// <summary>The best learning rates of SGDM and of TAM on a noisy quadratic.</summary>
/// <param name="Noise">σ.</param>
/// <param name="HeavyBall">η of SGDM, and the mean loss it leads to.</param>
/// <param name="TorqueAware">η of TAM, and the mean loss it leads to.</param>
/// <param name="LossAtTwice">The mean loss of TAM with twice the rate of SGDM.</param>
internal sealed record Transfer(double Noise, (double Rate, double Loss) HeavyBall, (double Rate, double Loss) TorqueAware, double LossAtTwice)
{
    // Four steps of the grid are a factor of two.
    private const int StepsOfDoubling = 4;

    private const double Margin = 0.1;

    /// <summary>Whether TAM does about as well with twice the rate of SGDM as with the best one. The best rate itself is a matter of chance where many are about as good.</summary>
    public bool IsNearBest => LossAtTwice <= (1 + Margin) * TorqueAware.Loss;

    /// <summary>The rates in words.</summary>
    public string Evidence => string.Create(CultureInfo.InvariantCulture, $"noise {Noise}: mean loss {LossAtTwice:G3} with twice the rate, {TorqueAware.Loss:G3} with the best, which is {TorqueAware.Rate / HeavyBall.Rate:G3} times that of SGDM");

    /// <summary>Tries all rates of a grid, from the same starts and with the same noise.</summary>
    public static Transfer Find(ExperimentSettings settings, double noise, double[] spectrum, double momentum, int seeds, int steps)
    {
        double[] rates = [.. Enumerable.Range(-40, 50).Select(k => Math.Pow(2, k / (double)StepsOfDoubling))];
        double[] heavyBall = Losses("sgdm"), torqueAware = Losses("tam");
        int best = IndexOfSmallest(heavyBall), bestTorqueAware = IndexOfSmallest(torqueAware);
        return new(
            noise,
            (rates[best], heavyBall[best]),
            (rates[bestTorqueAware], torqueAware[bestTorqueAware]),
            torqueAware[Math.Min(best + StepsOfDoubling, rates.Length - 1)]);

        double[] Losses(string name) => [.. settings.Map(rates, seeds, (rate, seed) =>
        {
            NoisyQuadratic problem = new(noise, spectrum);
            ulong noiseSeed = (settings.Seed << 32) + (ulong)seed;
            DeterministicRandom random = DeterministicRandom.For(noiseSeed, 1);
            ProblemRun run = new(problem, OptimizerSpecification.Parse($"{name}:lr={rate},momentum={momentum}"), random.NextNormalPoint(spectrum.Length), steps) { NoiseSeed = noiseSeed };
            double loss = problem.Value(run.Train()) - problem.MinimumValue;
            return double.IsFinite(loss) ? loss : double.MaxValue / seeds;
        }).Select(losses => losses.Average())];
    }

    /// <summary>As a row of the experiment's table.</summary>
    public Dictionary<string, object?> Row() => new()
    {
        ["optimizer"] = "tam",
        ["problem"] = "quadratic",
        ["noise"] = Noise,
        ["learningRate"] = TorqueAware.Rate,
        ["loss"] = TorqueAware.Loss,
        ["learningRateOfSgdm"] = HeavyBall.Rate,
        ["lossOfSgdm"] = HeavyBall.Loss,
        ["lossAtTwiceTheRate"] = LossAtTwice,
    };

    private static int IndexOfSmallest(double[] values) => Array.IndexOf(values, values.Min());
}
