using Impetus.Lab.Reproduction.Networks;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Papers.Tam.Networks;

/// <summary>Appendix A.2.3 and Table 7: ten experiences one after the other, with and without learning without forgetting.</summary>
internal static class ContinualLearning
{
    private const string Sgdm = "SGDM", Tam = "TAM";

    private static readonly double[] Rates = [0.005, 0.1, 0.2];

    /// <summary>Table 7.</summary>
    public static NetworkExperiment Table7 { get; } = new()
    {
        Id = "tam/table7",
        Paper = Publications.TorqueAware,
        Title = "Accuracy of SGDM and TAM over ten experiences that are learnt one after the other, naively and with learning without forgetting",
        Minutes = 15,
        Seeds = 6,
        Studies = [Setup("Naive", "cifar10-experiences", 90.63, 92.70), Setup("LwF", "cifar10-experiences-lwf", 93.76, 95.14)],
        Statements =
        [
            new("TAM ends more accurate than SGDM over all experiences, naively and with LwF", results => results.Better(Tam, [Sgdm])),
        ],
        Smaller = "ResNet-18 at an eighth of the width instead of ResNet-50; ten experiences of 800 images of CIFAR-10 whose contrast falls and whose colours shift from red to blue, 40 steps of 64 each; six seeds.",
        Remarks =
        [
            "CLEAR cannot be had here: CIFAR-10 stands for it at every scale. The paper's numbers are the means of its ten columns; TAM is ahead in each of its 20 pairs.",
            "The paper chose a rate of 0.005 for both from the same three; the weight of LwF's loss (1) and its temperature (2) are those of the implementation that it names.",
        ],
    };

    private static Study Setup(string name, string task, double sgdm, double tam) => new(name, TaskRegistry.Find(task)!)
    {
        Arms =
        [
            new(Sgdm) { Candidates = Grid.Of("sgdm:momentum=0.9", Rates), Printed = Grid.Of("sgdm:momentum=0.9", 0.005), Paper = sgdm },
            new(Tam) { Candidates = Grid.Of("tam:momentum=0.9,gamma=0.9", Rates), Printed = Grid.Of("tam:momentum=0.9,gamma=0.9", 0.005), Paper = tam },
        ],
    };
}
