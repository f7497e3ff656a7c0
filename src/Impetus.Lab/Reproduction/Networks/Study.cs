using System.Globalization;
using System.Text.RegularExpressions;
using Impetus.Lab.Data.Sets;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Reproduction.Networks;

/// <summary>The part of an experiment that is about one task: a column of a table, a panel of a figure.</summary>
/// <param name="Name">What the part is called.</param>
/// <param name="Task">What is trained.</param>
internal sealed partial record Study(string Name, TrainingTask Task)
{
    private const int SmokeMeasurements = 2;

    /// <summary>The lines of the table.</summary>
    public required IReadOnlyList<Arm> Arms { get; init; }

    /// <summary>What the task's budget becomes at cpu scale.</summary>
    public Func<ScaleBudget, ScaleBudget> Cpu { get; init; } = static budget => budget;

    /// <summary>What the task's budget becomes at paper scale.</summary>
    public Func<ScaleBudget, ScaleBudget> Paper { get; init; } = static budget => budget;

    /// <summary>Whether it is too large for a small machine: it belongs to the paper scale alone.</summary>
    public bool IsLarge { get; init; }

    /// <summary>Whether it stands for large ones below paper scale, and is left out there.</summary>
    public bool IsStandIn { get; init; }

    /// <summary>The instruments of the final runs.</summary>
    public IReadOnlyList<string> Instruments { get; init; } = [];

    /// <summary>Those at paper scale; null: the same.</summary>
    public IReadOnlyList<string>? PaperInstruments { get; init; }

    /// <summary>What the instruments need besides the task's own data.</summary>
    public IReadOnlyList<DataSet> Data { get; init; } = [];

    /// <summary>How often they measure in a run.</summary>
    public int Measurements { get; init; } = 20;

    /// <summary>Whether it is run at a scale.</summary>
    public bool IsAt(Scale scale) => scale switch
    {
        Scale.Paper => !IsStandIn,
        _ => !IsLarge,
    };

    /// <summary>The instruments at a scale.</summary>
    public IReadOnlyList<string> InstrumentsAt(Scale scale) => scale == Scale.Paper ? PaperInstruments ?? Instruments : Instruments;

    /// <summary>Steps between two measurements of a run.</summary>
    public long InstrumentEvery(Scale scale, long steps) => Math.Max(1, steps / (scale == Scale.Smoke ? Math.Min(Measurements, SmokeMeasurements) : Measurements));

    /// <summary>What a run of an arm may spend.</summary>
    public ScaleBudget Budget(Scale scale, Arm arm)
    {
        ScaleBudget own = Task.Budgets[scale];
        ScaleBudget budget = scale switch
        {
            // What is frozen there is frozen here: it is part of the way.
            Scale.Smoke => Small(own) with { Dropout = Cpu(own).Dropout, FrozenLayers = Cpu(own).FrozenLayers },
            Scale.Cpu => Cpu(own),
            _ => Paper(own),
        };
        // Examples, not steps, are what batches of different sizes have in common.
        return arm.BatchSize is not { } batch || scale == Scale.Smoke ? budget : budget with
        {
            BatchSize = batch,
            Steps = Math.Max(1, budget.Steps * budget.BatchSize / batch),
        };
    }

    /// <summary>A specification for a run of so many steps.</summary>
    public static string Resolve(string specification, long steps) => StepShare().Replace(specification, match => Math.Max(1, (long)Math.Round(
        double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * steps)).ToString(CultureInfo.InvariantCulture));

    // As little as shows that everything is in place.
    private static ScaleBudget Small(ScaleBudget own) => own with
    {
        Steps = Math.Min(own.Steps, 6),
        Evaluations = Math.Min(own.Evaluations, 2),
        BatchSize = Math.Min(own.BatchSize, 16),
        Width = Math.Min(own.Width, 0.125),
        ValidationExamples = Math.Min(own.ValidationExamples, 100),
        CurveExamples = Math.Min(own.CurveExamples, 50),
        TestExamples = Math.Min(own.TestExamples, 100),
    };

    [GeneratedRegex(@"\{([0-9.]+)\}")]
    private static partial Regex StepShare();
}
