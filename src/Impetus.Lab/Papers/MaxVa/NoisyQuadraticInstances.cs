using Impetus.Lab.Reproduction;

namespace Impetus.Lab.Papers.MaxVa;

/// <summary>Figure 6: the noisy quadratic model with several curvatures and noises.</summary>
internal sealed class NoisyQuadraticInstances : IExperiment
{
    private const string LowerEverywhere = "MAdam reaches a lower average loss than Adam with its best β in every instance";
    private const string GainGrows = "The gain is larger when h₂ and σ are higher";

    public string Id => "maxva/fig6";

    public Publication Paper => Publications.MaximumVariation;

    public string Title => "Noisy quadratic model with several h₂ and σ: best loss of MAdam and Adam";

    public IReadOnlyList<string> Claims => [LowerEverywhere, GainGrows];

    public Findings Run(ExperimentSettings settings)
    {
        double[] curvatures = settings.Choose<double[]>([5, 20], [5, 20, 50], [2, 5, 10, 20, 50]);
        double[] noises = settings.Choose<double[]>([0.05, 0.2], [0.05, 0.1, 0.2], [0.05, 0.1, 0.2, 0.4]);
        Instance[] instances = [.. curvatures.SelectMany(curvature => noises.Select(noise => Instance.Run(settings, curvature, noise)))];
        Instance easiest = instances[0], hardest = instances[^1];
        return new()
        {
            Seeds = instances[0].Repeats,
            Rows = [.. instances.SelectMany(instance => new[] { instance.Row(instance.MAdam), instance.Row(instance.Adam) })],
            Claims =
            [
                Decision.All(LowerEverywhere, [.. instances.Select(instance => Decision.Smaller($"with {instance.Name}", instance.MAdam.Fresh, instance.Adam.Fresh))]),
                Decision.Smaller(GainGrows, hardest.Relative, easiest.Relative),
            ],
            Figures =
            [
                new("Loss after the last step, by learning rate", [.. instances.Select(instance => instance.Panel())])
                {
                    Caption = $"Mean of {instances[0].Repeats} repeats, the band is one standard error to both sides. Of Adam the β with the smallest mean.",
                    Columns = noises.Length,
                },
                new("MAdam's loss relative to that of Adam with its best β and rate", new("σ", IsLogarithmic: true), new("Mean of MAdam over mean of Adam"),
                    [.. instances.GroupBy(instance => instance.Curvature).Select(group => new FigureCurve(
                        $"h = (1, {group.Key})", noises, [.. group.Select(instance => instance.Relative.Average())])
                        {
                            Errors = [.. group.Select(instance => SampleMean.Of(instance.Relative).StandardError)],
                        })])
                {
                    Caption = "Below 1 MAdam is ahead. On fresh repeats with the chosen rates; the band is one standard error to both sides.",
                },
            ],
            Notes =
            [
                "The paper shows several instances without their numbers; a grid of h₂ and σ stands for them. α = 0.9 and 1,000 steps as in figure 2.",
                $"The second claim compares the ratio of MAdam's loss to Adam's mean loss between {hardest.Name} and {easiest.Name}.",
            ],
        };
    }

    private sealed record Instance(double Curvature, double Noise, RatesOfMethod MAdam, RatesOfMethod Adam)
    {
        public int Repeats => MAdam.Losses[0].Length;

        public string Name => $"h₂ = {Curvature}, σ = {Noise}";

        /// <summary>MAdam's losses in units of Adam's mean.</summary>
        public double[] Relative => [.. MAdam.Fresh.Select(loss => loss / Adam.Fresh.Average())];

        public static Instance Run(ExperimentSettings settings, double curvature, double noise)
        {
            IReadOnlyList<RatesOfMethod> methods = WithoutLargeRates(new(settings, noise, 1, curvature)).Run();
            return new(curvature, noise, methods[0], methods.Skip(1).MinBy(method => method.Best.Mean)!);
        }

        /// <summary>As figure 2 shows, loss grows with all rates beyond.</summary>
        private static NoisyQuadraticSearch WithoutLargeRates(NoisyQuadraticSearch search) => search with { Rates = [.. search.Rates.Where(rate => rate <= 0.01)] };

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
