using Impetus.Lab.Data;
using Impetus.Lab.Problems;
using Impetus.Lab.Problems.Functions;
using Impetus.Lab.Reproduction;

namespace Impetus.Lab.Papers.Cm;

/// <summary>Appendix A.2.1 and Table 5: what C and λ do to the solutions on Levy's function.</summary>
internal sealed class BufferSizes : IExperiment
{
    private const string LargerIsLower = "Adam+CM ends lower with a larger buffer (C = 20 against 5, λ = 0.99)";
    private const string LargerIsFlatter = "Adam+CM ends at flatter points with a larger buffer (C = 20 against 5, λ = 0.99)";
    private const string AlwaysAhead = "Adam+CM always outperforms Adam+CG, even with a smaller buffer: every one of its settings ends lower than every one of Adam+CG's";
    private const ulong FirstFreshStart = 1_000_000;

    private static readonly Levy Function = new(2);

    private static readonly Cell[] Cells =
    [
        new("adam-cg", 5, 0.7, 14.40, 64.72),
        new("adam-cg", 5, 0.99, 14.41, 64.67),
        new("adam-cg", 20, 0.99, 13.61, 64.45),
        new("adam-cm", 5, 0.7, 12.90, 63.74),
        new("adam-cm", 5, 0.99, 13.02, 63.83),
        new("adam-cm", 20, 0.99, 12.50, 62.53),
    ];

    public string Id => "cm/table5";

    public Publication Paper => Publications.CriticalMomenta;

    public string Title => "Loss and sharpness of the solutions on Levy, by the size of the buffer and the decay of its priorities";

    public IReadOnlyList<string> Claims => [LargerIsLower, LargerIsFlatter, AlwaysAhead];

    public Findings Run(ExperimentSettings settings)
    {
        int seeds = settings.Choose(5, 20, 20), freshSeeds = settings.Choose(10, 500, 1_000), steps = settings.Choose(100, 500, 500);
        Reading<Table>[] played =
        [
            .. Readings.Cross(Readings.Cross(OpenChoices.StartsOnLevy, OpenChoices.Rates), OpenChoices.Forms).Select(reading =>
            {
                ((Interval starts, bool falls), string form) = reading.Choice;
                return new Reading<Table>(reading.Name, reading.Source, Measure(settings, seeds, freshSeeds, steps, falls ? Schedules.MultiStep(1, 0.1, steps / 2) : null, starts, form));
            }),
        ];
        return new()
        {
            Seeds = seeds,
            Rows = [.. played.SelectMany(reading => Rows(reading.Name, reading.Choice))],
            Claims = Readings.Decide(played, table => Decide(table.Fresh)),
            Notes =
            [
                $"From the paper: C and λ; learning rate 0.1, β = (0.9, 0.99). Left open: the number of steps, taken as {steps}; whether the rate falls; where runs start.",
                $"The columns loss and sharpness are means over {seeds} starts; claims are tested on {freshSeeds} other starts, the same for all settings.",
                "From the usual domain the printed losses are several times ours, for all settings, and so is the printed sharpness: starts farther out lead to numbers of that size.",
                "The row of Adam+CM with C = 20 and λ = 0.99 is that of cm/table1, in the paper and here.",
            ],
        };
    }

    private static Table Measure(ExperimentSettings settings, int seeds, int freshSeeds, int steps, Schedule? factor, Interval starts, string form)
    {
        return new(
            settings.Map(Cells, seeds, (cell, seed) => EndOf(cell, (ulong)seed)),
            settings.Map(Cells, freshSeeds, (cell, seed) => EndOf(cell, FirstFreshStart + (ulong)seed)));

        End EndOf(Cell cell, ulong start)
        {
            DeterministicRandom random = DeterministicRandom.For(settings.Seed, start);
            string specification = Contestants.All(rate: 0.1, cell.Capacity, cell.Decay).Single(contestant => contestant.Optimizer == cell.Optimizer).In(form).Specification;
            double[] point = new ProblemRun(Function, OptimizerSpecification.Parse(specification), random.NextPoint(2, starts), steps) { RateFactor = factor }.Train();
            return new(Function.Value(point), Function.LargestEigenvalue(point));
        }
    }

    private static IEnumerable<Claim> Decide(End[][] ends)
    {
        // The first three are Adam+CG; the last is the large buffer of Adam+CM, and before it comes the small one with the same λ.
        yield return Decision.Smaller(LargerIsLower, Losses(ends[5]), Losses(ends[4]));
        yield return Decision.Smaller(LargerIsFlatter, Sharpnesses(ends[5]), Sharpnesses(ends[4]));
        yield return Decision.All(AlwaysAhead, [.. Enumerable.Range(3, 3).SelectMany(own => Enumerable.Range(0, 3).Select(other => Decision.Smaller($"{Cells[own]} below {Cells[other]}", Losses(ends[own]), Losses(ends[other]))))]);
    }

    private static double[] Losses(End[] ends) => [.. ends.Select(end => end.Loss)];

    private static double[] Sharpnesses(End[] ends) => [.. ends.Select(end => end.Sharpness)];

    private static IEnumerable<Dictionary<string, object?>> Rows(string reading, Table table) => Cells.Select((cell, index) =>
    {
        SampleMean loss = SampleMean.Of(Losses(table.Shown[index])), sharpness = SampleMean.Of(Sharpnesses(table.Shown[index]));
        return new Dictionary<string, object?>
        {
            ["optimizer"] = cell.Optimizer,
            ["capacity"] = cell.Capacity,
            ["decay"] = cell.Decay,
            ["reading"] = reading,
            ["loss"] = loss.Mean,
            ["lossStandardError"] = loss.StandardError,
            ["paperLoss"] = cell.PaperLoss,
            ["sharpness"] = sharpness.Mean,
            ["sharpnessStandardError"] = sharpness.StandardError,
            ["paperSharpness"] = cell.PaperSharpness,
            ["freshLoss"] = Losses(table.Fresh[index]).Average(),
            ["freshSharpness"] = Sharpnesses(table.Fresh[index]).Average(),
        };
    });

    private sealed record Cell(string Optimizer, int Capacity, double Decay, double PaperLoss, double PaperSharpness)
    {
        public override string ToString() => FormattableString.Invariant($"{(Optimizer == "adam-cm" ? "Adam+CM" : "Adam+CG")} ({Capacity}, {Decay})");
    }

    private sealed record Table(End[][] Shown, End[][] Fresh);

    private readonly record struct End(double Loss, double Sharpness);
}
