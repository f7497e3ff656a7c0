using System.Globalization;
using Impetus.Lab.Reproduction;

namespace Impetus.Lab.Papers.Tam;

/// <summary>Section 3 and Figure 2: the angle between momentum and gradient, the damping, and the length of the update.</summary>
internal sealed class UpdateMagnitude : IExperiment
{
    private const string GrowsWithAlignment = "From the same momentum, the better aligned gradient makes the larger update";
    private const string DampsMisaligned = "In a noisy valley TAM takes in less of misaligned gradients (S < 0) than of others";
    private const string ShrinksWhenMisaligned = "After a misaligned gradient the update of TAM is smaller than the one before";
    private const string LosesLess = "Ours: along their own runs, misaligned gradients shorten the update of TAM by a smaller share than that of SGDM";
    private const string HeavyBall = "sgdm:lr=0.03,momentum=0.9", TorqueAware = "tam:lr=0.06,momentum=0.9";

    private static readonly double[] Angles = [.. Enumerable.Range(0, 37).Select(k => 5.0 * k)];

    private static readonly double[] Ahead = [1, 0];

    public string Id => "tam/fig2";

    public Publication Paper => Publications.TorqueAware;

    public string Title => "Alignment, damping and length of the updates of TAM, step by step";

    public IReadOnlyList<string> Claims => [GrowsWithAlignment, DampsMisaligned, ShrinksWhenMisaligned, LosesLess];

    public Findings Run(ExperimentSettings settings)
    {
        int seeds = settings.Choose(10, 500, 5_000);
        double[] noises = settings.Choose<double[]>([1], [1, 0.3, 3], [1, 0.1, 0.3, 3, 10]);
        Reaction[][] heavyBall = Reactions(settings, noises, seeds, HeavyBall), torqueAware = Reactions(settings, noises, seeds, TorqueAware);
        Reaction[][] unsmoothed = Reactions(settings, noises, seeds, $"{TorqueAware},gamma=0");
        return new()
        {
            Seeds = seeds,
            Rows = [.. noises.SelectMany((noise, index) => new[]
            {
                Row("sgdm", "", noise, heavyBall[index]), Row("tam", "γ = 0.9", noise, torqueAware[index]), Row("tam", "γ = 0", noise, unsmoothed[index]),
            })],
            Claims =
            [
                Grows(),
                Over(index => Decision.Smaller(DampsMisaligned, [.. torqueAware[index].Select(run => run.DampingWhenTorqued)], [.. torqueAware[index].Select(run => run.DampingElse)])),
                Over(index => Decision.Smaller(ShrinksWhenMisaligned, [.. torqueAware[index].Select(run => run.GrowthWhenTorqued)], [.. torqueAware[index].Select(_ => 1.0)])),
                Over(index => Decision.Smaller(LosesLess, [.. heavyBall[index].Select(run => run.GrowthWhenTorqued)], [.. torqueAware[index].Select(run => run.GrowthWhenTorqued)])),
            ],
            Figures = [Lengths(), Courses(settings), OverTime(settings)],
            Notes =
            [
                $"The valley is that of tam/fig1, {Valley.Steps} steps; SGDM with rate 0.03, TAM with twice that, as the paper's rule has it. Start and noise are the same for both.",
                "With γ = 0.9 it changes the damping of a gradient by 0.1 at most whether it is for or against the momentum: its own angle hardly counts, and the damping follows how much the last ten or so agreed. The contrast that the paper's sketch shows is that of γ = 0. There the length does not fall with the angle all the way: it is least at 120°, and a gradient straight against the momentum is not taken in at all.",
                string.Create(CultureInfo.InvariantCulture, $"Difference of the mean damping between aligned and misaligned gradients: {string.Join(", ", noises.Select((noise, index) => $"{Contrast(torqueAware[index]):F3} with γ = 0.9, {Contrast(unsmoothed[index]):F3} with γ = 0 (σ = {noise})"))}."),
                "A gradient against the momentum shortens it with SGDM too, and from the same momentum by a little more (first figure). The last claim, which is ours, compares along runs, where TAM meets such a gradient with a momentum that its damping has kept shorter. With γ = 0 the ratios of lengths (growth at misaligned) are above those of SGDM where there is much noise.",
            ],
        };

        Claim Over(Func<int, Claim> claim) => Readings.Decide(Valley.Readings(noises), claim);
    }

    private static double Contrast(Reaction[] runs) => runs.Average(run => run.DampingElse - run.DampingWhenTorqued);

    /// <summary>‖m‖ by angle, after a gradient of length 1 from a momentum of length 1 that a row of equal gradients had built.</summary>
    private static double[] LengthsOf(string specification) => [.. Angles.Select(angle =>
    {
        (double sine, double cosine) = Math.SinCos(angle * Math.PI / 180);
        double[][] updates = Valley.Replay(specification, [.. Enumerable.Repeat(Ahead, 30), [cosine, sine]]);
        return Plane.Length(updates[^1]) / Plane.Length(updates[^2]);
    })];

    private static Claim Grows()
    {
        double[] smoothed = LengthsOf("tam:lr=1"), immediate = LengthsOf("tam:lr=1,gamma=0"), heavyBall = LengthsOf("sgdm:lr=1,momentum=0.9");
        return Decision.Exact(GrowsWithAlignment, Falls(smoothed), string.Create(
            CultureInfo.InvariantCulture,
            $"after 30 equal gradients one more at 0°, 90°, 180°, length of the update over that before: TAM {At(smoothed)}; with γ = 0 {At(immediate)}; SGDM {At(heavyBall)}"));

        static bool Falls(double[] lengths) => Enumerable.Range(1, lengths.Length - 1).All(k => lengths[k] <= lengths[k - 1] + 1e-12);
        static string At(double[] lengths) => string.Create(CultureInfo.InvariantCulture, $"{lengths[0]:F3}, {lengths[lengths.Length / 2]:F3}, {lengths[^1]:F3}");
    }

    private static ExperimentFigure Lengths() => new("Length of the update by the angle of the new gradient", new("Angle between gradient and momentum, degrees") { Range = new(0, 180) }, new("‖m‖ relative to the step before"),
    [
        new("SGDM", Angles, LengthsOf("sgdm:lr=1,momentum=0.9")),
        new("TAM", Angles, LengthsOf("tam:lr=1")),
        new("TAM, γ = 0", Angles, LengthsOf("tam:lr=1,gamma=0")),
    ])
    {
        Caption = "After 30 equal gradients. With γ = 0 a gradient straight against the momentum is left out altogether, and β alone shortens the update.",
    };

    private static ExperimentFigure Courses(ExperimentSettings settings) => new("Trajectories in the noisy valley", [Course(settings, "SGDM", HeavyBall), Course(settings, "TAM", TorqueAware)])
    {
        Columns = 2,
        Caption = "σ = 1, the same start and noise; TAM with twice the rate.",
    };

    private static FigurePanel Course(ExperimentSettings settings, string name, string specification)
    {
        Valley.Course way = Valley.Run(settings, noise: 1, 0, specification);
        return new(new("x"), new("y"))
        {
            Title = name,
            Surface = FigureSurface.Of("loss", Valley.WithNoise(0), Valley.Horizontal, Valley.Vertical),
            Trajectories = [new(name, [.. way.Points.Select(point => point[0])], [.. way.Points.Select(point => point[1])])],
            Points = [new("minimum", [0], [0], IsTarget: true)],
        };
    }

    private static ExperimentFigure OverTime(ExperimentSettings settings)
    {
        Valley.Course sgdm = Valley.Run(settings, noise: 1, 0, HeavyBall), tam = Valley.Run(settings, noise: 1, 0, TorqueAware);
        double[] steps = [.. Enumerable.Range(1, Valley.Steps).Select(step => (double)step)];
        return new("Alignment, damping and update over time",
        [
            new(new("Step"), new("cosine of momentum and gradient")) { Title = "alignment S", Curves = [new("TAM", steps, tam.Cosines)], References = [new(0, IsUpright: false)] },
            new(new("Step"), new("k = (1 + s)/2")) { Title = "damping", Curves = [new("TAM", steps, tam.Dampings)], References = [new(0.5, IsUpright: false)] },
            new(new("Step"), new("‖update‖")) { Title = "length of the update", Curves = [new("TAM", steps, Moves(tam)), new("SGDM", steps, Moves(sgdm))] },
        ])
        {
            Columns = 3,
            Caption = "The runs of the trajectories above.",
        };

        static double[] Moves(Valley.Course way) => [.. way.Points.Skip(1).Zip(way.Points, Difference).Select(Plane.Length)];
    }

    private static Reaction[][] Reactions(ExperimentSettings settings, double[] noises, int seeds, string specification)
        => settings.Map(noises, seeds, (noise, seed) => Reaction.Of(Valley.Run(settings, noise, seed, specification)));

    private static double[] Difference(double[] after, double[] before) => [after[0] - before[0], after[1] - before[1]];

    private static Dictionary<string, object?> Row(string optimizer, string variant, double noise, Reaction[] runs) => new()
    {
        ["optimizer"] = optimizer,
        ["variant"] = variant,
        ["noise"] = noise,
        ["shareMisaligned"] = runs.Average(run => run.ShareTorqued),
        ["dampingAtMisaligned"] = runs.Average(run => run.DampingWhenTorqued),
        ["dampingElse"] = runs.Average(run => run.DampingElse),
        ["growthAtMisaligned"] = runs.Average(run => run.GrowthWhenTorqued),
        ["growthElse"] = runs.Average(run => run.GrowthElse),
    };

    /// <summary>Means over the steps of one run, apart for misaligned gradients and others.</summary>
    /// <param name="ShareTorqued">The share of steps with ⟨m, g⟩ &lt; 0.</param>
    /// <param name="DampingWhenTorqued">k in these; NaN for SGDM.</param>
    /// <param name="DampingElse">k in the others.</param>
    /// <param name="GrowthWhenTorqued">‖update‖ over that of the step before, geometric mean, in these.</param>
    /// <param name="GrowthElse">The same in the others.</param>
    private readonly record struct Reaction(double ShareTorqued, double DampingWhenTorqued, double DampingElse, double GrowthWhenTorqued, double GrowthElse)
    {
        public static Reaction Of(Valley.Course way)
        {
            double[][] updates = [.. way.Points.Skip(1).Zip(way.Points, Difference)];
            int[] steps = [.. Enumerable.Range(1, updates.Length - 1)];
            // Updates go down, gradients up: they agree where the cosine is negative.
            ILookup<bool, int> torqued = steps.ToLookup(step => Plane.Cosine(updates[step - 1], way.Gradients[step]) > 0);
            return new(
                torqued[true].Count() / (double)steps.Length,
                Damping(torqued[true]),
                Damping(torqued[false]),
                Growth(torqued[true]),
                Growth(torqued[false]));

            double Damping(IEnumerable<int> which) => way.Dampings.Length == 0 ? double.NaN : which.Select(step => way.Dampings[step]).DefaultIfEmpty(double.NaN).Average();
            double Growth(IEnumerable<int> which) => Math.Exp(which.Select(step => Math.Log(Plane.Length(updates[step]) / Plane.Length(updates[step - 1]))).DefaultIfEmpty(double.NaN).Average());
        }
    }
}
