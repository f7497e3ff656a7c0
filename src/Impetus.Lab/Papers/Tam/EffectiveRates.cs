using Impetus.Lab.Problems;
using Impetus.Lab.Problems.Functions;
using Impetus.Lab.Reproduction;

namespace Impetus.Lab.Papers.Tam;

/// <summary>Section 3, Eq. 5 and 6: the effective learning rate of torque-aware momentum, and the rule that carries rates over from SGDM.</summary>
internal sealed class EffectiveRates : IExperiment
{
    private const string Settles = "On a slope the smoothed cosine settles near 0 (within 0.1)";
    private const string Predicts = "On a slope (1 + s*)/(2(1 − β)) gives TAM's effective rate, to 5 %";
    private const string Doubles = "On a slope TAM with twice the learning rate covers the same way as SGDM, to 10 %";
    private const string BestRates = "On quadratics TAM with twice SGDM's best learning rate comes within 10 % of the loss with its own best rate";
    private const int Dimension = 100;
    private const double Momentum = 0.9;
    private const double Rate = 0.01;

    private static readonly Reading<Func<double, bool>>[] Regimes =
    [
        new("noise outweighs the gradient (σ ≥ 1)", "the paper says it of networks whose cosine has settled, late in training (Section 3, Appendix A.2.1)", noise => noise >= 1),
        new("weak noise (0 < σ < 1)", "the paper does not say how much noise it takes", noise => noise is > 0 and < 1),
        new("no noise", "Eq. 5 and 6 do not speak of noise", noise => noise == 0),
    ];

    private static readonly Reading<bool>[] GradientReadings =
    [
        new("noisy gradients", "the paper says it of networks, whose gradients are noisy", true),
        new("exact gradients", "Eq. 6 does not speak of noise", false),
    ];

    private static readonly double[] Spectrum = [.. Quadratic.WithConditionNumber(20, 100).Spectrum];

    public string Id => "tam/eq6";

    public Publication Paper => Publications.TorqueAware;

    public string Title => "Effective learning rates of SGDM and TAM, and where twice the rate carries over";

    public IReadOnlyList<string> Claims => [Settles, Predicts, Doubles, BestRates];

    public Findings Run(ExperimentSettings settings)
    {
        int seeds = settings.Choose(3, 20, 50), steps = settings.Choose(500, 5_000, 20_000);
        double[] noises = settings.Choose<double[]>([0, 0.1, 1], [0, 0.03, 0.1, 0.3, 1, 3], [0, 0.01, 0.03, 0.1, 0.2, 0.3, 0.5, 1, 2, 3]);
        Way[][] heavyBall = Ways(settings, noises, seeds, steps, $"sgdm:lr={Rate},momentum={Momentum}");
        Way[][] torqueAware = Ways(settings, noises, seeds, steps, $"tam:lr={Rate},momentum={Momentum}");
        double[] noisesOfQuadratics = settings.Choose<double[]>([0, 0.1], [0, 0.03, 0.3], [0, 0.01, 0.03, 0.1, 0.3, 1]);
        Transfer[] transfers = [.. noisesOfQuadratics.Select(noise => Transfer.Find(settings, noise, Spectrum, Momentum, settings.Choose(3, 20, 50), settings.Choose(50, 300, 300)))];
        return new()
        {
            Seeds = seeds,
            Rows =
            [
                .. noises.Select((noise, index) => Row(noise, heavyBall[index], torqueAware[index])),
                .. transfers.Select(transfer => transfer.Row()),
            ],
            Claims =
            [
                Over(Settles, index => Within(index, [.. torqueAware[index].Select(way => way.SettledCosine)], 0, 0.1)),
                Over(Predicts, index => Within(index, [.. torqueAware[index].Select(way => way.Effective / Predicted(way.SettledCosine))], 1, 0.05)),
                Over(Doubles, index => Within(index, [.. torqueAware[index].Zip(heavyBall[index], (tam, sgdm) => 2 * tam.Effective / sgdm.Effective)], 1, 0.1)),
                Readings.Decide(GradientReadings, isNoisy =>
                {
                    Transfer[] own = [.. transfers.Where(transfer => transfer.Noise > 0 == isNoisy)];
                    return Decision.Exact(BestRates, own.All(transfer => transfer.IsNearBest), string.Join("\n", own.Select(transfer => transfer.Evidence)));
                }),
            ],
            Figures =
            [
                new("Way of TAM with twice the rate, relative to SGDM", new("Noise σ of each of 100 coordinates", IsLogarithmic: true), new("Ratio"),
                [
                    new("measured", noises, [.. noises.Select((_, index) => torqueAware[index].Zip(heavyBall[index], (tam, sgdm) => 2 * tam.Effective / sgdm.Effective).Average())]),
                    new("1 + s*", noises, [.. noises.Select((_, index) => 1 + torqueAware[index].Average(way => way.SettledCosine))]),
                ])
                {
                    Caption = "The rule holds where the ratio is 1. Without noise (not on the axis) the cosine is 1 and the ratio 2.",
                },
            ],
            Notes =
            [
                $"On a slope of constant gradient 1 in {Dimension} dimensions, with noise σ on every coordinate, the way along the slope over {steps} steps is the effective rate; s* is the mean of the smoothed cosine over the second half.",
                $"On quadratics with {Spectrum.Length} curvatures from 0.01 to 1 and noisy gradients, the best rate of a grid with steps of √√2 counts, by the mean loss after the last step.",
                "The paper's rule is η_TAM = 2 η_SGDM/(1 + s*), and twice the rate with s* ≈ 0, which it finds for networks. Where gradients agree for long, s* is above 0 and twice the rate is too much, up to a factor of two.",
                .. transfers.Where(transfer => transfer.Noise == 0).Select(transfer => $"Without noise there is nothing to damp, and the rule does not hold on quadratics: {transfer.Evidence}. Momentum tuned without noise oscillates, which the damping cuts short."),
            ],
        };

        Claim Over(string text, Func<int, Claim> part) => Readings.Decide(Regimes, belongs => Decision.All(text, [.. Enumerable.Range(0, noises.Length).Where(index => belongs(noises[index])).Select(part)]));
        Claim Within(int index, double[] values, double centre, double margin) => Decision.Similar($"noise {noises[index]}", values, [.. values.Select(_ => centre)], margin);
    }

    private static double Predicted(double settledCosine) => (1 + settledCosine) / (2 * (1 - Momentum));

    private static Way[][] Ways(ExperimentSettings settings, double[] noises, int seeds, int steps, string specification) => settings.Map(noises, seeds, (noise, seed) =>
    {
        double cosines = 0;
        ProblemRun run = new(new NoisyGradient(new Slope(Dimension), noise), OptimizerSpecification.Parse(specification), new double[Dimension], steps)
        {
            NoiseSeed = (settings.Seed << 32) + (ulong)seed,
            Observe = (step, _, optimizer) => cosines += step > steps / 2 && optimizer.Telemetry.Names.Contains("smoothed-cosine") ? optimizer.Telemetry["smoothed-cosine"] : 0,
        };
        return new Way(run.Train()[0] / (Rate * steps), cosines / (steps - (steps / 2)));
    });

    private static Dictionary<string, object?> Row(double noise, Way[] heavyBall, Way[] torqueAware) => new()
    {
        ["optimizer"] = "tam",
        ["problem"] = "slope",
        ["noise"] = noise,
        ["settledCosine"] = torqueAware.Average(way => way.SettledCosine),
        ["effectiveRate"] = torqueAware.Average(way => way.Effective),
        ["predictedRate"] = torqueAware.Average(way => Predicted(way.SettledCosine)),
        ["effectiveRateOfSgdm"] = heavyBall.Average(way => way.Effective),
    };

    /// <summary>The way that was made.</summary>
    /// <param name="Effective">The way along the slope, in units of steps times η.</param>
    /// <param name="SettledCosine">s*.</param>
    private readonly record struct Way(double Effective, double SettledCosine);
}
