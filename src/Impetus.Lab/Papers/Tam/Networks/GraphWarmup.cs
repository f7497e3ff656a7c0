using Impetus.Lab.Reproduction;
using Impetus.Lab.Reproduction.Networks;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Papers.Tam.Networks;

/// <summary>Section 4.4 and Figure 7: a graph network on MovieLens, Adam after a warm-up with TAM or with SGDM, at the paper's own size.</summary>
internal static class GraphWarmup
{
    private const string Adam = "Adam", TamAlone = "TAM", SgdmAlone = "SGDM", Adapted = "adam:beta1=0.9,beta2=0.999,lr=0.001";
    private const string TamFirst = "tam:momentum=0.9,gamma=0.9,lr=0.01", SgdmFirst = "sgdm:momentum=0.9,lr=0.01";
    private const int Epochs = 300, Within = 1;

    private static readonly int[] Switches = [10, 50, 100, 200];

    private static readonly Reading<string>[] States =
    [
        new("Adam takes over the momentum", "Section 4.4 keeps the state in its other experiment, of TAM and SGDM", ""),
        new("Adam starts anew", "nothing is said of this experiment, and TAM's momentum is a sum where Adam has an average", " anew"),
    ];

    /// <summary>Figure 7.</summary>
    public static NetworkExperiment Figure7 { get; } = new()
    {
        Id = "tam/fig7",
        Paper = Publications.TorqueAware,
        Title = "Link prediction on MovieLens 100K: best validation RMSE of Adam, of Adam after a warm-up with TAM or SGDM, and of these alone",
        Minutes = 21,
        Seeds = 8,
        Judged = Quantity.Best,
        Studies =
        [
            new("", TaskRegistry.Find("movielens-gnn")!)
            {
                Arms =
                [
                    new(Adam) { Candidates = [Adapted] },
                    new(TamAlone) { Candidates = [TamFirst] },
                    new(SgdmAlone) { Candidates = [SgdmFirst] },
                    .. from state in States from steps in Switches from arm in Warm(steps, state.Choice) select arm,
                ],
                Cpu = static budget => budget with { Evaluations = Epochs / 3 },
                Paper = static budget => budget with { Evaluations = Epochs },
            },
        ],
        Statements =
        [
            new("A warm-up with TAM leads to a lower validation RMSE than Adam alone, whenever it ends", results => Readings.Decide(States, state => Decision.All("", [.. Switches.Select(steps => results.Studies[0].Better(Name("TAM", steps, state), Adam))]))),
            new("A warm-up with TAM leads to a lower validation RMSE than one with SGDM that ends at the same epoch", results => Readings.Decide(States, state => Decision.All("", [.. Switches.Select(steps => results.Studies[0].Better(Name("TAM", steps, state), Name("SGDM", steps, state)))]))),
            new("A warm-up with TAM of 50 epochs leads to the lowest RMSE of all", results => Readings.Decide(States, state => results.Better(Name("TAM", 50, state), [Adam, TamAlone, SgdmAlone, .. Switches.Where(steps => steps != 50).Select(steps => Name("TAM", steps, state)), .. Switches.Select(steps => Name("SGDM", steps, state))]))),
            new("Without a switch, Adam has a lower RMSE than TAM and SGDM", results => results.Better(Adam, [TamAlone, SgdmAlone])),
            new("After the switch, Adam converges faster behind TAM than behind SGDM: it takes fewer epochs to within 1 % of the RMSE that it ends with", results => Readings.Decide(States, state => Decision.All("", [.. Switches.Select(steps => Sooner(results.Studies[0], steps, state))]))),
        ],
        Smaller = "nothing of the network, the data and the number of epochs; validation is looked at every third epoch, and there are eight seeds instead of five.",
        Remarks =
        [
            "The paper's lowest RMSE is 0.86, with TAM and a switch after 50 epochs. Which of the sets of 100,000 ratings it was is not printed; the users have one-hot features and the films their genres, as in the notebook that the paper names.",
            "Rates are the paper's: 0.01 for TAM and SGDM, 0.001 for Adam.",
        ],
    };

    private static string Name(string first, int steps, string state) => $"{first} {steps} → Adam{state}";

    private static IEnumerable<Arm> Warm(int steps, string state)
    {
        string fresh = state.Length == 0 ? "" : ",fresh=true";
        foreach ((string name, string first, double? paper) in new[] { ("TAM", TamFirst, steps == 50 ? 0.86 : (double?)null), ("SGDM", SgdmFirst, null) })
        {
            yield return new(Name(name, steps, state)) { Candidates = [$"switch(steps={steps},first=({first}){fresh})+{Adapted}"], Paper = paper };
        }
    }

    private static Claim Sooner(StudyResult study, int steps, string state)
    {
        string tam = Name("TAM", steps, state), sgdm = Name("SGDM", steps, state);
        return Decision.TendsToBeSmaller($"switch after {steps}", EpochsAfter(study[tam], steps), EpochsAfter(study[sgdm], steps), "runs");
    }

    private static double[] EpochsAfter(ArmResult arm, int steps) => [.. arm.Runs.Select(run =>
    {
        double best = run.BestMetric ?? double.NaN;
        return (run.Curve.FirstOrDefault(point => point.Step > steps && point.ValidationMetric <= best * (1 + (Within / 100.0)))?.Step ?? run.Configuration.Steps + 1) - (double)steps;
    })];
}
