using System.Globalization;
using Impetus.Algebra;

namespace Impetus.Lab.Tasks;

/// <summary>The course of a learning rate over a run, whatever the rate and the length of the run.</summary>
/// <remarks>
/// In words: <c>shape[:key=value,...]</c>, for instance <c>cosine:warmup=0.1</c> or <c>step:milestones=0.5/0.75,factor=0.1</c>.
/// Where a length is asked for, a number below 1 is a share of the run, and a whole number counts steps.
/// </remarks>
public sealed record LearningRateSchedule
{
    private const double TriStageFinal = 0.01;

    private static readonly Dictionary<string, ScheduleShape> Shapes = new(StringComparer.Ordinal)
    {
        ["constant"] = ScheduleShape.Constant,
        ["linear"] = ScheduleShape.Linear,
        ["cosine"] = ScheduleShape.Cosine,
        ["step"] = ScheduleShape.Step,
        ["inverse-sqrt"] = ScheduleShape.InverseSquareRoot,
        ["tri-stage"] = ScheduleShape.TriStage,
    };

    /// <summary>Half a cosine down to 0, without warm-up.</summary>
    public static LearningRateSchedule Cosine { get; } = new();

    /// <summary>The names of all shapes.</summary>
    public static IReadOnlyCollection<string> Names => Shapes.Keys;

    /// <summary>The course after the warm-up.</summary>
    public ScheduleShape Shape { get; init; } = ScheduleShape.Cosine;

    /// <summary>The straight rise at the start: a share of the run below 1, or steps.</summary>
    public double Warmup { get; init; }

    /// <summary>
    /// Where <see cref="ScheduleShape.Linear"/>, <see cref="ScheduleShape.Cosine"/> and <see cref="ScheduleShape.TriStage"/> end, as
    /// a share of the peak; the last one starts there too, so its share is above 0.
    /// </summary>
    public double Final { get; init; }

    /// <summary>How long <see cref="ScheduleShape.TriStage"/> stays at the peak: a share of the run below 1, or steps.</summary>
    public double Hold { get; init; }

    /// <summary>Where <see cref="ScheduleShape.Step"/> falls, ascending: shares of the run below 1, or steps.</summary>
    public IReadOnlyList<double> Milestones { get; init; } = [0.5, 0.75];

    /// <summary>What <see cref="ScheduleShape.Step"/> multiplies the rate with at each milestone.</summary>
    public double Factor { get; init; } = 0.1;

    /// <summary>Reads a schedule in words.</summary>
    /// <exception cref="FormatException">A shape or key is unknown, or a value is out of range.</exception>
    public static LearningRateSchedule Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] halves = text.Split(':', 2, StringSplitOptions.TrimEntries);
        if (!Shapes.TryGetValue(halves[0], out ScheduleShape shape))
        {
            throw new FormatException($"There is no schedule '{halves[0]}'; the schedules are {string.Join(", ", Names)}.");
        }

        LearningRateSchedule schedule = new() { Shape = shape, Final = shape == ScheduleShape.TriStage ? TriStageFinal : 0 };
        string[] settings = halves.Length > 1 ? halves[1].Split(',', StringSplitOptions.TrimEntries) : [];
        return settings.Aggregate(schedule, (current, setting) => current.With(halves[0], setting));
    }

    /// <summary>The learning rates of a run.</summary>
    /// <param name="peak">The largest rate.</param>
    /// <param name="steps">Steps of the run, at least 1.</param>
    public Schedule Create(double peak, long steps)
    {
        long warmup = Math.Min(StepsOf(Warmup, steps), steps - 1);
        long rest = steps - warmup;
        return Shape switch
        {
            ScheduleShape.Constant => Schedules.LinearWarmup(warmup, Schedules.Constant(peak)),
            ScheduleShape.Linear => Schedules.LinearWarmup(warmup, Schedules.Linear(peak, peak * Final, rest)),
            ScheduleShape.Step => Steps(peak, warmup, steps),
            ScheduleShape.InverseSquareRoot => Schedules.InverseSquareRoot(peak, Math.Max(1, warmup)),
            ScheduleShape.TriStage => TriStage(peak, warmup, Math.Min(StepsOf(Hold, steps), rest - 1), rest),
            _ => Schedules.LinearWarmup(warmup, Schedules.Cosine(peak, peak * Final, rest)),
        };
    }

    /// <summary>The schedule in words, such that <see cref="Parse"/> gives the same back.</summary>
    public override string ToString()
    {
        List<string> settings = [];
        if (Warmup != 0)
        {
            settings.Add($"warmup={Text(Warmup)}");
        }

        if (Hold != 0)
        {
            settings.Add($"hold={Text(Hold)}");
        }

        if (Shape is ScheduleShape.Linear or ScheduleShape.Cosine or ScheduleShape.TriStage && Final != 0)
        {
            settings.Add($"final={Text(Final)}");
        }

        if (Shape == ScheduleShape.Step)
        {
            settings.Add($"milestones={string.Join('/', Milestones.Select(Text))}");
            settings.Add($"factor={Text(Factor)}");
        }

        string name = Shapes.First(shape => shape.Value == Shape).Key;
        return settings.Count == 0 ? name : $"{name}:{string.Join(',', settings)}";
    }

    // A milestone may lie inside the warm-up: from there on the rise goes to a lower peak.
    private Schedule Steps(double peak, long warmup, long steps)
    {
        Schedule fall = Schedules.MultiStep(peak, Factor, [.. Milestones.Select(milestone => StepsOf(milestone, steps))]);
        return step => step < warmup ? fall(step) * (step + 1) / warmup : fall(step);
    }

    private Schedule TriStage(double peak, long warmup, long hold, long rest) =>
        Schedules.TriStage(peak * Final, peak, peak * Final, warmup, hold, rest - hold);

    private static long StepsOf(double length, long steps) => length < 1 ? (long)Math.Round(length * steps) : (long)length;

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private LearningRateSchedule With(string owner, string setting)
    {
        string[] pair = setting.Split('=', 2, StringSplitOptions.TrimEntries);
        string value = pair.Length > 1 ? pair[1] : "";
        return (pair[0], Shape) switch
        {
            ("warmup", _) => this with { Warmup = Length(setting, value) },
            ("final", ScheduleShape.TriStage) => this with { Final = Share(setting, value) is > 0 and var share ? share : throw new FormatException($"'{setting}' must be above 0.") },
            ("final", ScheduleShape.Linear or ScheduleShape.Cosine) => this with { Final = Share(setting, value) },
            ("hold", ScheduleShape.TriStage) => this with { Hold = Length(setting, value) },
            ("factor", ScheduleShape.Step) => this with { Factor = Share(setting, value) },
            ("milestones", ScheduleShape.Step) => this with { Milestones = [.. value.Split('/').Select(part => Length(setting, part))] },
            _ => throw new FormatException($"The schedule {owner} has no option '{pair[0]}'; it has {string.Join(", ", Keys(Shape))}."),
        };
    }

    private static string[] Keys(ScheduleShape shape) => shape switch
    {
        ScheduleShape.Linear or ScheduleShape.Cosine => ["warmup", "final"],
        ScheduleShape.Step => ["warmup", "milestones", "factor"],
        ScheduleShape.TriStage => ["warmup", "hold", "final"],
        _ => ["warmup"],
    };

    private static double Share(string setting, string value) =>
        Number(value) is { } share and >= 0 and <= 1 ? share : throw new FormatException($"'{setting}' must be a number from 0 to 1.");

    private static double Length(string setting, string value) =>
        Number(value) is { } length and >= 0 and < 1L << 53 && (length < 1 || length == Math.Truncate(length))
            ? length
            : throw new FormatException($"'{setting}' must be a share of the run below 1 or a whole number of steps.");

    private static double? Number(string text) =>
        NumberText.TryParse(text, NumberStyles.Float, out double number) ? number : null;
}

/// <summary>How a learning rate changes over a run.</summary>
public enum ScheduleShape
{
    /// <summary>Half a cosine.</summary>
    Cosine,

    /// <summary>Not at all.</summary>
    Constant,

    /// <summary>A straight line.</summary>
    Linear,

    /// <summary>Multiplied with a factor at milestones.</summary>
    Step,

    /// <summary>With the inverse square root of the step, after a warm-up.</summary>
    InverseSquareRoot,

    /// <summary>A straight rise, a plateau, an exponential fall.</summary>
    TriStage,
}
