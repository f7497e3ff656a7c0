using System.Text;
using System.Text.Json;
using Impetus.Lab.Json;

namespace Impetus.Lab.Training.Logs;

/// <summary>
/// A run's log: <c>log.jsonl</c>, and beside it the same as TensorBoard events. A run that goes on from a checkpoint cuts
/// the log back to where it was then, so that it reads as if the run had never been interrupted.
/// </summary>
internal sealed class TrainingLog : IDisposable
{
    /// <summary>The name of the file with JSON lines.</summary>
    public const string FileName = "log.jsonl";

    private const string EventsFolder = "tensorboard";
    private const string EventsFile = "events.out.tfevents.impetus";

    private readonly string _folder;
    private readonly string _metric;
    private FileStream _lines;
    private EventFile _events;

    private TrainingLog(string folder, FileStream lines, string metric) => (_folder, _lines, _events, _metric) = (folder, lines, Events(folder, lines, metric), metric);

    /// <summary>Where the next line begins.</summary>
    public long Position => _lines.Position;

    /// <summary>Opens the log of a run folder.</summary>
    /// <param name="folder">The run folder.</param>
    /// <param name="position">Where the log goes on; whatever stands behind is cut off.</param>
    /// <param name="metric">The name of the task's metric.</param>
    /// <param name="note">Is told if the log is shorter than it should be.</param>
    public static TrainingLog Open(string folder, long position, string metric, Action<string> note)
    {
        FileStream lines = new(Path.Combine(folder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        if (lines.Length < position)
        {
            note($"{FileName} has {lines.Length} bytes, but had {position} when the checkpoint was written: the lines between are lost");
            position = EndOfLastLine(lines);
        }

        lines.SetLength(position);
        return new TrainingLog(folder, lines, metric);
    }

    /// <summary>Reads the lines of a log that may still be growing.</summary>
    /// <param name="folder">The run folder.</param>
    public static IReadOnlyList<LogLine> Read(string folder)
    {
        using FileStream file = new(Path.Combine(folder, FileName), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return [.. Read(file)];
    }

    /// <summary>Adds a line, and hands it to the system at once for whoever follows the file.</summary>
    public void Add(LogLine line)
    {
        _lines.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(line, TrainingJson.Default.LogLine) + "\n"));
        _lines.Flush();
        _events.Add(Event(line, _metric));
    }

    /// <summary>Writes the log anew where somebody has deleted it or cut it short since it was opened.</summary>
    /// <returns>What was wrong and what became of it, as half a sentence; null if nothing was.</returns>
    public string? Keep()
    {
        string path = Path.Combine(_folder, FileName);
        bool isThere = File.Exists(path);
        if (isThere && _lines.Length >= _lines.Position && new FileInfo(path).Length == _lines.Length)
        {
            if (!File.Exists(Path.Combine(_folder, EventsFolder, EventsFile)))
            {
                _events.Dispose();
                _events = Events(_folder, _lines, _metric);
                return $"{EventsFolder} was written anew";
            }

            return null;
        }

        // What was deleted lives on as long as it is open.
        byte[] content = new byte[Math.Min(_lines.Length, _lines.Position)];
        bool isWhole = content.Length == _lines.Position;
        _lines.Position = 0;
        _lines.ReadExactly(content);
        FileStream lines = new(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Read);
        lines.Write(content);
        _lines.Dispose();
        _events.Dispose();
        (_lines, _events) = (lines, Events(_folder, lines, _metric));
        return isWhole ? $"{FileName} was written anew, with every line" : $"{FileName} was written anew; what was cut off is lost";
    }

    /// <summary>Brings the log to the disk: a checkpoint's position must never lie behind the end.</summary>
    public void Sync() => _lines.Flush(flushToDisk: true);

    /// <inheritdoc/>
    public void Dispose()
    {
        _lines.Dispose();
        _events.Dispose();
    }

    private static IEnumerable<LogLine> Read(Stream stream)
    {
        using StreamReader reader = new(stream, Encoding.UTF8, leaveOpen: true);
        while (reader.ReadLine() is { } text)
        {
            if (Parse(text) is { } line)
            {
                yield return line;
            }
        }
    }

    // A line that a crash cut short is none.
    private static LogLine? Parse(string text)
    {
        try
        {
            return JsonFile.Parse(text, TrainingJson.Default.LogLine);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static long EndOfLastLine(FileStream lines)
    {
        long end = lines.Length;
        for (lines.Position = Math.Max(0, end - 1); end > 0; lines.Position = end - 1)
        {
            if (lines.ReadByte() == '\n')
            {
                return end;
            }

            if (--end == 0)
            {
                break;
            }
        }

        return 0;
    }

    // Made of the lines, up to their end, where writing goes on.
    private static EventFile Events(string folder, FileStream lines, string metric)
    {
        string path = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, EventsFolder)).FullName, EventsFile);
        lines.Position = 0;
        EventFile.Write(path, Read(lines).Select(line => Event(line, metric)));
        lines.Position = lines.Length;
        return EventFile.Append(path);
    }

    private static ScalarEvent Event(LogLine line, string metric)
    {
        (string Tag, double? Value)[] values =
        [
            ("learning-rate", line.LearningRate),
            ("loss/training", line.TrainLoss),
            ("loss/validation", line.ValidationLoss),
            ($"{metric}/validation", line.ValidationMetric),
            .. (line.Instruments ?? new Dictionary<string, double?>()).Select(pair => (pair.Key, pair.Value)),
        ];
        return new ScalarEvent(
            line.Time, line.Step, [.. values.Where(pair => pair.Value is not null).Select(pair => (pair.Tag, (float)pair.Value!.Value))]);
    }
}
