namespace Impetus.Lab.Tasks;

/// <summary>The course of a learning rate over a run, whatever the rate and the length of the run.</summary>
/// <remarks>
/// In words: <c>shape[:key=value,...]</c>, for instance <c>cosine:warmup=0.1</c> or <c>step:milestones=0.5/0.75,factor=0.1</c>; and one
/// after the other <c>sequence:(linear:warmup=0.1)@0.3,(cosine)</c>, where each but the last says up to which part of the run it goes.
/// Where a length is asked for, a number below 1 is a share of the run, and a whole number counts steps. Schedules of other hyper-parameters
/// follow behind semicolons, <c>cosine;beta1=linear:final=0.9;sam.rho=cosine</c>; the value that a specification gives is the peak of each.
/// </remarks>
public sealed partial record LearningRateSchedule
{
    /// <summary>Half a cosine down to 0, without warm-up.</summary>
    public static LearningRateSchedule Cosine { get; } = new();

    /// <summary>The names of all shapes.</summary>
    public static IReadOnlyCollection<string> Names => Shapes.Keys;

    /// <summary>The course after the warm-up.</summary>
    public ScheduleShape Shape { get; init; } = ScheduleShape.Cosine;

    /// <summary>The straight rise at the start: a share of the run below 1, or steps.</summary>
    public double Warmup { get; init; }

    /// <summary>
    /// Where the rate ends, as a share of the peak (of a straight line, a cosine and a power, above 1 too: it rises); for <see cref="ScheduleShape.Cyclic"/> and <see cref="ScheduleShape.WarmRestarts"/> where it
    /// starts again, for <see cref="ScheduleShape.Plateau"/> where it stops to fall. <see cref="ScheduleShape.TriStage"/> starts there too, so
    /// its share is above 0; so is that of <see cref="ScheduleShape.Exponential"/>.
    /// </summary>
    public double Final { get; init; }

    /// <summary>How long <see cref="ScheduleShape.TriStage"/> stays at the peak: a share of the run below 1, or steps.</summary>
    public double Hold { get; init; }

    /// <summary>Where <see cref="ScheduleShape.Step"/> falls, ascending: shares of the run below 1, or steps.</summary>
    public IReadOnlyList<double> Milestones { get; init; } = [0.5, 0.75];

    /// <summary>
    /// What the rate is multiplied with: by <see cref="ScheduleShape.Step"/> at each milestone, by <see cref="ScheduleShape.Plateau"/> where the
    /// metric gets no better; by <see cref="ScheduleShape.Cyclic"/> the height of each triangle over the one before.
    /// </summary>
    public double Factor { get; init; } = 0.1;

    /// <summary>The power of <see cref="ScheduleShape.Polynomial"/>.</summary>
    public double Power { get; init; } = 2;

    /// <summary>How long <see cref="ScheduleShape.OneCycle"/> rises: a share of the run, below 1.</summary>
    public double Rise { get; init; } = 0.3;

    /// <summary>Where <see cref="ScheduleShape.OneCycle"/> begins, as a share of the peak.</summary>
    public double Initial { get; init; } = 0.04;

    /// <summary>How long a triangle of <see cref="ScheduleShape.Cyclic"/> takes, or the first course of <see cref="ScheduleShape.WarmRestarts"/>: a share of the run below 1, or steps.</summary>
    public double Period { get; init; } = 0.1;

    /// <summary>How many times longer every course of <see cref="ScheduleShape.WarmRestarts"/> is than the one before.</summary>
    public int Growth { get; init; } = 1;

    /// <summary>How long <see cref="ScheduleShape.WarmupStableDecay"/> falls: a share of the run below 1, or steps.</summary>
    public double Decay { get; init; } = 0.2;

    /// <summary>How many evaluations in a row may be no better before <see cref="ScheduleShape.Plateau"/> falls.</summary>
    public int Patience { get; init; } = 2;

    /// <summary>By what share an evaluation has to be better than the best for <see cref="ScheduleShape.Plateau"/>.</summary>
    public double Threshold { get; init; } = 1e-4;

    /// <summary>How many evaluations after a fall of <see cref="ScheduleShape.Plateau"/> do not count.</summary>
    public int Cooldown { get; init; }

    /// <summary>The schedules of a <see cref="ScheduleShape.Sequence"/>, and where each ends: a share of the run below 1, or steps; 0 for its end.</summary>
    public IReadOnlyList<SchedulePart> Parts { get; init; } = [];

    /// <summary>The schedules of other hyper-parameters, by the names that specifications have for them.</summary>
    public IReadOnlyList<HyperparameterSchedule> Others { get; init; } = [];

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
            ScheduleShape.Polynomial => Schedules.LinearWarmup(warmup, Schedules.Polynomial(peak, peak * Final, rest, Power)),
            ScheduleShape.Exponential => Schedules.LinearWarmup(warmup, Schedules.Exponential(peak, Math.Pow(Final, 1.0 / rest))),
            ScheduleShape.OneCycle => steps < 2 ? Schedules.Constant(peak) : Schedules.OneCycle(peak, steps, Rise, Initial, Final),
            ScheduleShape.Cyclic => Schedules.Cyclic(peak * Final, peak, Math.Max(1, StepsOf(Period, steps) / 2), Math.Max(1, StepsOf(Period, steps) - StepsOf(Period, steps) / 2), Factor),
            ScheduleShape.WarmRestarts => Schedules.LinearWarmup(warmup, Schedules.WarmRestarts(peak, peak * Final, Math.Max(1, StepsOf(Period, steps)), Growth)),
            ScheduleShape.WarmupStableDecay => Stable(peak, warmup, Math.Clamp(StepsOf(Decay, steps), 1, rest), rest),
            ScheduleShape.Sequence => Schedules.Sequence(Course(peak, steps)),
            ScheduleShape.Plateau => Schedules.LinearWarmup(warmup, Schedules.Constant(peak)),
            _ => Schedules.LinearWarmup(warmup, Schedules.Cosine(peak, peak * Final, rest)),
        };
    }

    /// <summary>What the rates of <see cref="Create"/> are multiplied with, as the metric goes; null for all shapes but <see cref="ScheduleShape.Plateau"/>.</summary>
    /// <param name="isLargerBetter">Which way the metric is better.</param>
    public ReduceOnPlateau? CreatePlateau(bool isLargerBetter) => Shape != ScheduleShape.Plateau ? null : new(1)
    {
        Factor = Factor,
        Patience = Patience,
        Threshold = Threshold,
        Cooldown = Cooldown,
        Least = Final,
        Maximize = isLargerBetter,
    };

    // A milestone may lie inside the warm-up: from there on the rise goes to a lower peak.
    private Schedule Steps(double peak, long warmup, long steps)
    {
        Schedule fall = Schedules.MultiStep(peak, Factor, [.. Milestones.Select(milestone => StepsOf(milestone, steps))]);
        return step => step < warmup ? fall(step) * (step + 1) / warmup : fall(step);
    }

    private Schedule TriStage(double peak, long warmup, long hold, long rest) =>
        Schedules.TriStage(peak * Final, peak, peak * Final, warmup, hold, rest - hold);

    private static long StepsOf(double length, long steps) => length < 1 ? (long)Math.Round(length * steps) : (long)length;

    private Schedule Stable(double peak, long warmup, long decay, long rest) =>
        Schedules.WarmupStableDecay(peak, peak * Final, warmup, rest - decay, decay);

    // Each part has the rates of a run of its own length.
    private (Schedule Schedule, long Steps)[] Course(double peak, long steps)
    {
        List<(Schedule Schedule, long Steps)> course = [];
        long start = 0;
        foreach (SchedulePart part in Parts)
        {
            long end = part.End == 0 ? steps : Math.Clamp(StepsOf(part.End, steps), start, steps);
            course.Add((part.Schedule.Create(peak, Math.Max(1, end - start)), end - start));
            start = end;
        }

        return [.. course];
    }
}

/// <summary>The schedule of another hyper-parameter than the learning rate.</summary>
/// <param name="Key">The hyper-parameter as specifications spell it; that of a wrapper is <c>wrapper.key</c>.</param>
/// <param name="Schedule">Its course.</param>
public sealed record HyperparameterSchedule(string Key, LearningRateSchedule Schedule);

/// <summary>A part of a sequence of schedules.</summary>
/// <param name="Schedule">The schedule.</param>
/// <param name="End">Where it ends: a share of the run below 1, or steps; 0 for the end of the run.</param>
public sealed record SchedulePart(LearningRateSchedule Schedule, double End);

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

    /// <summary>A power of what is left of the run.</summary>
    Polynomial,

    /// <summary>By the same factor after every step.</summary>
    Exponential,

    /// <summary>Up on half a cosine, and far down on another.</summary>
    OneCycle,

    /// <summary>Triangles.</summary>
    Cyclic,

    /// <summary>Half a cosine, again and again.</summary>
    WarmRestarts,

    /// <summary>A straight rise, a plateau, a straight fall.</summary>
    WarmupStableDecay,

    /// <summary>Several schedules, one after the other.</summary>
    Sequence,

    /// <summary>By a factor where the metric of the validation curve gets no better.</summary>
    Plateau,
}
