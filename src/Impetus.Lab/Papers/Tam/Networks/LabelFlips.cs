using Impetus.Lab.Reproduction;
using Impetus.Lab.Reproduction.Networks;
using Impetus.Lab.Statistics;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Papers.Tam.Networks;

/// <summary>Section 4.3 and Figure 5: perceptrons on images of CIFAR-10 whose labels change from task to task.</summary>
internal static class LabelFlips
{
    private const string Sgd = "SGD", Sgdm = "SGDM", Tam = "TAM";
    private const double Margin = 1;
    private const int CpuTasks = 30, CpuEpochs = 4, CpuSteps = CpuTasks * CpuEpochs * 40;

    /// <summary>Figure 5.</summary>
    public static NetworkExperiment Figure5 { get; } = new()
    {
        Id = "tam/fig5",
        Paper = Publications.TorqueAware,
        Title = "Online accuracy of SGD, SGDM and TAM where 40, 80 or 100 % of the labels change from task to task, with two and four hidden layers",
        Minutes = 23,
        Seeds = 4,
        TuningShare = 0.4,
        Studies =
        [
            .. from layers in new[] { 2, 4 } from percent in new[] { 40, 80, 100 } select Panel(layers, percent),
        ],
        Statements =
        [
            new("Two layers, 40 %: TAM is within a point of SGDM, and both are ahead of SGD", results => Decision.All(
                "",
                results[Name(2, 40)].Similar(Tam, Sgdm, Margin),
                results[Name(2, 40)].Better(Tam, Sgd),
                results[Name(2, 40)].Better(Sgdm, Sgd))),
            new("Two layers, 80 and 100 %: TAM is ahead of SGDM and SGD", results => Decision.All(
                "",
                [.. from percent in new[] { 80, 100 } from other in new[] { Sgdm, Sgd } select results[Name(2, percent)].Better(Tam, other)])),
            new("Two layers, 80 %: over the second half of the tasks TAM keeps its accuracy better than SGDM and SGD", results => Decision.All(
                "",
                Steadier(results[Name(2, 80)], Sgdm),
                Steadier(results[Name(2, 80)], Sgd))),
            new("Four layers, 40 %: TAM is within a point of SGDM", results => results[Name(4, 40)].Similar(Tam, Sgdm, Margin)),
            new("Four layers, 80 and 100 %: TAM is within a point of SGD, and both are ahead of SGDM", results => Decision.All(
                "",
                [
                    .. from percent in new[] { 80, 100 }
                       let part = results[Name(4, percent)]
                       from claim in new[] { part.Similar(Tam, Sgd, Margin), part.Better(Tam, Sgdm), part.Better(Sgd, Sgdm) }
                       select claim,
                ])),
        ],
        Smaller = "5,120 images instead of 40,000, 30 tasks of 4 epochs instead of 50 of 40; the networks and the grids are the paper's, tuned on twelve tasks. Four seeds instead of five.",
        Remarks =
        [
            "The figure prints no numbers. The paper does not say how many tasks there are (its figure shows more than 30), nor the batch size: 128 here.",
            "\"Flipping\" is taken to mean that the chosen classes exchange their labels so that each gets another one.",
        ],
    };

    private static string Name(int layers, int percent) => $"{layers} hidden layers, {percent} %";

    private static Study Panel(int layers, int percent)
    {
        int column = percent switch { 40 => 0, 80 => 1, _ => 2 };
        double sgdm = layers == 2 ? new[] { 0.02, 0.01, 0.01 }[column] : 0.005, tam = (layers == 2 ? new[] { 0.04, 0.02, 0.04 } : [0.01, 0.01, 0.02])[column];
        return new(Name(layers, percent), TaskRegistry.Find($"label-flip{(layers == 2 ? "" : "-mlp4")}{(percent == 80 ? "" : $"-{percent}")}")!)
        {
            Arms =
            [
                new(Sgd) { Candidates = Grid.Of("sgd", 0.005, 0.01, 0.02, 0.03), Printed = Grid.Of("sgd", 0.03) },
                new(Sgdm) { Candidates = Grid.Of("sgdm:momentum=0.9", 0.005, 0.01, 0.02, 0.03), Printed = Grid.Of("sgdm:momentum=0.9", sgdm) },
                new(Tam) { Candidates = Grid.Of("tam:momentum=0.9,gamma=0.9", 0.01, 0.02, 0.04, 0.06), Printed = Grid.Of("tam:momentum=0.9,gamma=0.9", tam) },
            ],
            Cpu = static budget => budget with { Steps = CpuSteps, EpochsPerTask = CpuEpochs, Evaluations = CpuTasks },
        };
    }

    // The slope of the accuracy over the tasks of the second half.
    private static Claim Steadier(StudyResult study, string other)
    {
        double[] Slopes(string arm)
        {
            double[][] tasks = [.. study[arm].Runs.Select(run => run.Curve.Where(point => point.Step > run.Configuration.Steps / 2).Select(point => point.ValidationMetric).OfType<double>().Select(share => 100 * share).ToArray())];
            int count = tasks.Min(own => own.Length);
            return count < 2 ? [.. tasks.Select(_ => double.NaN)] : OverSeeds.Slopes([.. Enumerable.Range(0, count).Select(place => tasks.Select(own => own[place]).ToArray())]);
        }

        return Decision.Smaller($"slope of the accuracy in points a task, {other} below {Tam}", Slopes(other), Slopes(Tam));
    }
}
