using System.Globalization;
using Impetus.Algebra;

namespace Impetus.Lab.Tasks;

// How schedules are written and read.
public sealed partial record LearningRateSchedule
{
    private static readonly Dictionary<string, LearningRateSchedule> Shapes = new(StringComparer.Ordinal)
    {
        ["constant"] = new() { Shape = ScheduleShape.Constant },
        ["linear"] = new() { Shape = ScheduleShape.Linear },
        ["cosine"] = new() { Shape = ScheduleShape.Cosine },
        ["step"] = new() { Shape = ScheduleShape.Step },
        ["inverse-sqrt"] = new() { Shape = ScheduleShape.InverseSquareRoot },
        ["tri-stage"] = new() { Shape = ScheduleShape.TriStage, Final = 0.01 },
        ["polynomial"] = new() { Shape = ScheduleShape.Polynomial },
        ["exponential"] = new() { Shape = ScheduleShape.Exponential, Final = 0.01 },
        ["one-cycle"] = new() { Shape = ScheduleShape.OneCycle, Final = 4e-6 },
        ["cyclic"] = new() { Shape = ScheduleShape.Cyclic, Final = 0.1, Factor = 1 },
        ["warm-restarts"] = new() { Shape = ScheduleShape.WarmRestarts },
        ["warmup-stable-decay"] = new() { Shape = ScheduleShape.WarmupStableDecay },
        ["sequence"] = new() { Shape = ScheduleShape.Sequence },
        ["plateau"] = new() { Shape = ScheduleShape.Plateau },
    };

    private static readonly Dictionary<string, Setting> Settings = new(StringComparer.Ordinal)
    {
        ["warmup"] = new((schedule, text) => schedule with { Warmup = Length(text) }, schedule => Text(schedule.Warmup)),
        ["hold"] = new((schedule, text) => schedule with { Hold = Length(text) }, schedule => Text(schedule.Hold)),
        ["final"] = new(
            (schedule, text) => schedule with
            {
                Final = schedule.Shape switch
                {
                    ScheduleShape.TriStage or ScheduleShape.Exponential => Positive(text, Share(text)),
                    ScheduleShape.Linear or ScheduleShape.Cosine or ScheduleShape.Polynomial => Number(text) is { } final and >= 0 && double.IsFinite(final) ? final : throw Refuse(text, "be a number from 0"),
                    _ => Share(text),
                },
            },
            schedule => Text(schedule.Final)),
        ["milestones"] = new((schedule, text) => schedule with { Milestones = [.. text.Split('/').Select(Length)] }, schedule => string.Join('/', schedule.Milestones.Select(Text))),
        ["factor"] = new((schedule, text) => schedule with { Factor = Share(text) }, schedule => Text(schedule.Factor)),
        ["power"] = new((schedule, text) => schedule with { Power = Positive(text, Number(text) ?? -1) }, schedule => Text(schedule.Power)),
        ["rise"] = new((schedule, text) => schedule with { Rise = Share(text) is > 0 and < 1 and var rise ? rise : throw Refuse(text, "lie between 0 and 1") }, schedule => Text(schedule.Rise)),
        ["initial"] = new((schedule, text) => schedule with { Initial = Share(text) }, schedule => Text(schedule.Initial)),
        ["period"] = new((schedule, text) => schedule with { Period = Positive(text, Length(text)) }, schedule => Text(schedule.Period)),
        ["growth"] = new((schedule, text) => schedule with { Growth = (int)Positive(text, Count(text)) }, schedule => Text(schedule.Growth)),
        ["decay"] = new((schedule, text) => schedule with { Decay = Positive(text, Length(text)) }, schedule => Text(schedule.Decay)),
        ["patience"] = new((schedule, text) => schedule with { Patience = Count(text) }, schedule => Text(schedule.Patience)),
        ["threshold"] = new((schedule, text) => schedule with { Threshold = Share(text) }, schedule => Text(schedule.Threshold)),
        ["cooldown"] = new((schedule, text) => schedule with { Cooldown = Count(text) }, schedule => Text(schedule.Cooldown)),
    };

    /// <summary>Reads a schedule in words.</summary>
    /// <exception cref="FormatException">A shape or key is unknown, or a value is out of range.</exception>
    public static LearningRateSchedule Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] schedules = text.Split(';', StringSplitOptions.TrimEntries);
        return schedules.Length == 1 ? One(text) : One(schedules[0]) with { Others = OthersOf(schedules[1..]) };
    }

    private static HyperparameterSchedule[] OthersOf(string[] texts)
    {
        HyperparameterSchedule[] others = [.. texts.Select(static text =>
        {
            string[] halves = text.Split('=', 2, StringSplitOptions.TrimEntries);
            return halves.Length < 2 || halves[0].Length == 0 || halves[0].Contains(':', StringComparison.Ordinal)
                ? throw new FormatException($"'{text}' is no schedule of a hyper-parameter: behind the schedule of the learning rate, write key=schedule, for example cosine;beta1=linear:final=0.9.")
                : One(halves[1]) is { Shape: not ScheduleShape.Plateau } schedule ? new HyperparameterSchedule(halves[0], schedule)
                : throw new FormatException("A plateau follows the metric, and is for the learning rate alone.");
        })];
        return others.GroupBy(static other => other.Key).FirstOrDefault(static same => same.Count() > 1) is { } twice
            ? throw new FormatException($"The hyper-parameter {twice.Key} has two schedules.")
            : others;
    }

    private static LearningRateSchedule One(string text)
    {
        string[] halves = text.Split(':', 2, StringSplitOptions.TrimEntries);
        if (!Shapes.TryGetValue(halves[0], out LearningRateSchedule? schedule))
        {
            throw new FormatException($"There is no schedule '{halves[0]}'; the schedules are {string.Join(", ", Names)}.");
        }

        string settings = halves.Length > 1 ? halves[1] : "";
        return schedule.Shape == ScheduleShape.Sequence
            ? schedule with { Parts = PartsOf(settings) }
            : settings.Length == 0 ? schedule
            : settings.Split(',', StringSplitOptions.TrimEntries).Aggregate(schedule, (current, setting) => current.With(halves[0], setting));
    }

    /// <summary>The schedule in words, such that <see cref="Parse"/> gives the same back.</summary>
    public override string ToString()
    {
        (string name, LearningRateSchedule usual) = Shapes.First(shape => shape.Value.Shape == Shape);
        IEnumerable<string> settings = Shape == ScheduleShape.Sequence
            ? Parts.Select(static part => $"({part.Schedule}){(part.End == 0 ? "" : $"@{Text(part.End)}")}")
            : KeysOf(Shape)
                .Where(key => Settings[key].Write(this) != Settings[key].Write(usual) || key is "milestones" || (key is "factor" && Shape == ScheduleShape.Step) || (key is "final" && Shape == ScheduleShape.TriStage))
                .Select(key => $"{key}={Settings[key].Write(this)}");
        string text = string.Join(',', settings);
        return $"{name}{(text.Length == 0 ? "" : $":{text}")}{string.Concat(Others.Select(static other => $";{other.Key}={other.Schedule}"))}";
    }

    private static string[] KeysOf(ScheduleShape shape) => shape switch
    {
        ScheduleShape.Linear or ScheduleShape.Cosine or ScheduleShape.Exponential => ["warmup", "final"],
        ScheduleShape.Step => ["warmup", "milestones", "factor"],
        ScheduleShape.TriStage => ["warmup", "hold", "final"],
        ScheduleShape.Polynomial => ["warmup", "power", "final"],
        ScheduleShape.OneCycle => ["rise", "initial", "final"],
        ScheduleShape.Cyclic => ["period", "factor", "final"],
        ScheduleShape.WarmRestarts => ["warmup", "period", "growth", "final"],
        ScheduleShape.WarmupStableDecay => ["warmup", "decay", "final"],
        ScheduleShape.Plateau => ["warmup", "factor", "patience", "threshold", "cooldown", "final"],
        _ => ["warmup"],
    };

    private static SchedulePart[] PartsOf(string text)
    {
        SchedulePart[] parts = [.. Pieces(text).Select(PartOf)];
        return parts.Length == 0 || parts[..^1].Any(static part => part.End == 0) || parts[^1].End != 0
            ? throw new FormatException("A sequence is written (schedule)@end,(schedule)@end,...,(schedule): each but the last says where it ends, as a share of the run or a step.")
            : parts;
    }

    private static SchedulePart PartOf(string text)
    {
        int close = text.LastIndexOf(')');
        if (text is not ['(', ..] || close < 0 || (close < text.Length - 1 && text[close + 1] != '@'))
        {
            throw new FormatException($"'{text}' is no part of a sequence: write (schedule)@end, for example (linear:warmup=0.1)@0.3.");
        }

        LearningRateSchedule schedule = Parse(text[1..close]);
        double end = close == text.Length - 1 ? 0 : Positive(text, Length(text[(close + 2)..]));
        return schedule.Shape == ScheduleShape.Plateau
            ? throw new FormatException("A plateau follows the metric for the whole run, and cannot be part of a sequence.")
            : new SchedulePart(schedule, end);
    }

    /// <summary>What stands between commas, those in parentheses left alone.</summary>
    private static IEnumerable<string> Pieces(string text)
    {
        int start = 0, depth = 0;
        for (int place = 0; place <= text.Length; place++)
        {
            char letter = place < text.Length ? text[place] : ',';
            depth += letter == '(' ? 1 : letter == ')' ? -1 : 0;
            if (letter == ',' && (depth <= 0 || place == text.Length))
            {
                yield return text[start..place].Trim();
                start = place + 1;
            }
        }
    }

    private LearningRateSchedule With(string owner, string setting)
    {
        string[] pair = setting.Split('=', 2, StringSplitOptions.TrimEntries);
        string[] keys = KeysOf(Shape);
        if (!keys.Contains(pair[0]))
        {
            throw new FormatException($"The schedule {owner} has no option '{pair[0]}'; it has {string.Join(", ", keys)}.");
        }

        try
        {
            return Settings[pair[0]].Read(this, pair.Length > 1 ? pair[1] : "");
        }
        catch (FormatException error)
        {
            throw new FormatException($"'{setting}' {error.Message}", error);
        }
    }

    private static double Share(string value) => Number(value) is { } share and >= 0 and <= 1 ? share : throw Refuse(value, "be a number from 0 to 1");

    private static double Length(string value) =>
        Number(value) is { } length and >= 0 and < 1L << 53 && (length < 1 || length == Math.Truncate(length))
            ? length
            : throw Refuse(value, "be a share of the run below 1 or a whole number of steps");

    private static int Count(string value) => Number(value) is { } count and >= 0 and <= int.MaxValue && count == Math.Truncate(count) ? (int)count : throw Refuse(value, "be a whole number");

    private static double Positive(string value, double number) => number > 0 && double.IsFinite(number) ? number : throw Refuse(value, "be above 0");

    private static FormatException Refuse(string value, string range) => new($"{(value.Length == 0 ? "has no value: it " : "")}must {range}.");

    private static double? Number(string text) => NumberText.TryParse(text, NumberStyles.Float, out double number) ? number : null;

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>How an option is read and written.</summary>
    private sealed record Setting(Func<LearningRateSchedule, string, LearningRateSchedule> Read, Func<LearningRateSchedule, string> Write);
}
