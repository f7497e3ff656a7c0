using Impetus.Lab.Reproduction;

namespace Impetus.Lab.Papers.MaxVa;

/// <summary>Figure 6: the noisy quadratic model with several curvatures and noises.</summary>
internal sealed class NoisyQuadraticInstances : IExperiment
{
    private const string LowerEverywhere = "MAdam reaches a lower average loss than Adam with its best β in every instance";
    private const string GainGrows = "The margin is larger when h₂ and σ are higher: Adam's mean loss less MAdam's";
    private const string RelativeGainGrows = "The margin is larger when h₂ and σ are higher, relative to Adam's mean loss";

    public string Id => "maxva/fig6";

    public Publication Paper => Publications.MaximumVariation;

    public string Title => "Noisy quadratic model with several h₂ and σ: best loss of MAdam and Adam";

    public IReadOnlyList<string> Claims => [LowerEverywhere, GainGrows, RelativeGainGrows];

    public Findings Run(ExperimentSettings settings)
    {
        double[] curvatures = settings.Choose<double[]>([5, 20], [5, 20, 50], [2, 5, 10, 20, 50]);
        double[] noises = settings.Choose<double[]>([0.05, 0.2], [0.05, 0.1, 0.2], [0.05, 0.1, 0.2, 0.4]);
        Instance[] instances = [.. curvatures.SelectMany(curvature => noises.Select(noise => Instance.Run(settings, curvature, noise)))];
        Instance easiest = instances[0], hardest = instances[^1];
        return new()
        {
            Seeds = instances[0].Repeats,
            Rows = [.. instances.SelectMany(instance => new[] { instance.Row(instance.MAdam), instance.Row(instance.Shared), instance.Row(instance.Adam) })],
            Claims = Readings.Decide<bool>(NoisyQuadraticSearch.Averages, areShared =>
            [
                Decision.All(LowerEverywhere, [.. instances.Select(instance => Decision.Smaller($"with {instance.Name}", instance.Own(areShared).Fresh, instance.Adam.Fresh))]),
                Decision.Smaller(GainGrows, easiest.Gain(areShared), hardest.Gain(areShared)),
                Decision.Smaller(RelativeGainGrows, hardest.Relative(areShared), easiest.Relative(areShared)),
            ]),
            Figures =
            [
                new("Loss after the last step, by learning rate", [.. instances.Select(instance => instance.Panel())])
                {
                    Caption = $"Mean of {instances[0].Repeats} repeats, the band is one standard error to both sides. Of Adam the β with the smallest mean.",
                    Columns = noises.Length,
                },
                new("MAdam's loss relative to that of Adam with its best β and rate", new("σ", IsLogarithmic: true), new("Mean of MAdam over mean of Adam"),
                    [.. instances.GroupBy(instance => instance.Curvature).Select(group => new FigureCurve(
                        $"h = (1, {group.Key})", noises, [.. group.Select(instance => instance.Relative(areShared: false).Average())])
                        {
                            Errors = [.. group.Select(instance => SampleMean.Of(instance.Relative(areShared: false)).StandardError)],
                        })])
                {
                    Caption = "Below 1 MAdam is ahead. On fresh repeats with the chosen rates; the band is one standard error to both sides.",
                },
            ],
            Notes =
            [
                "The paper shows several instances without their numbers; a grid of h₂ and σ stands for them. Rates, α = 0.9 and 1,000 steps are those of the authors' script.",
                $"The margin is compared between {hardest.Name} and {easiest.Name}: between two instances, because the paper names no others in between.",
                "That the absolute margin grows is no more than that losses do: the loss is of the order of h₂σ². Whether the method gains more is what the relative margin says.",
            ],
        };
    }

    private sealed record Instance(double Curvature, double Noise, RatesOfMethod MAdam, RatesOfMethod Shared, RatesOfMethod Adam)
    {
        public int Repeats => MAdam.Losses.Max(losses => losses.Length);

        public string Name => $"h₂ = {Curvature}, σ = {Noise}";

        public static Instance Run(ExperimentSettings settings, double curvature, double noise)
        {
            IReadOnlyList<RatesOfMethod> methods = new NoisyQuadraticSearch(settings, noise, 1, curvature).Run();
            return new(curvature, noise, methods[0], methods[1], methods.Skip(2).MinBy(method => method.Best.Mean)!);
        }

        public RatesOfMethod Own(bool areShared) => areShared ? Shared : MAdam;

        /// <summary>By how much MAdam is below Adam, repeat by repeat.</summary>
        public double[] Gain(bool areShared) => [.. Adam.Fresh.Zip(Own(areShared).Fresh, (adam, madam) => adam - madam)];

        /// <summary>MAdam's losses in units of Adam's mean.</summary>
        public double[] Relative(bool areShared) => [.. Own(areShared).Fresh.Select(loss => loss / Adam.Fresh.Average())];

        public FigurePanel Panel() => new(new("Learning rate", IsLogarithmic: true), new("Mean loss", IsLogarithmic: true))
        {
            Title = Name,
            Curves = [MAdam.Curve("MAdam"), Adam.Curve("Adam, best β")],
        };

        public Dictionary<string, object?> Row(RatesOfMethod method) => new()
        {
            ["optimizer"] = method.Method.Optimizer,
            ["variant"] = method.Method.Name,
            ["curvature"] = Curvature,
            ["noise"] = Noise,
            ["learningRate"] = method.BestRate,
            ["loss"] = method.Best.Mean,
            ["lossStandardError"] = method.Best.StandardError,
            ["freshLoss"] = SampleMean.Of(method.Fresh).Mean,
            ["freshLossStandardError"] = SampleMean.Of(method.Fresh).StandardError,
        };
    }
}
