using Impetus.Lab.Data;
using Impetus.Lab.Tasks;
using Impetus.Lab.Tasks.Texts;
using Impetus.Lab.Tests.Models.Encoders;
using Impetus.Lab.Tests.Training;
using Impetus.Lab.Training;

namespace Impetus.Lab.Tests.Tasks.Texts;

/// <summary>A folder with a table of texts, whose label is a word in them, and a small encoder.</summary>
internal sealed class OwnTexts : IDisposable
{
    private static readonly string[] Labels = ["bad", "good"];

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("impetus-texts-");

    public static TrainingTask Task => TaskRegistry.Find(TextTasks.OwnTexts)!;

    public void Dispose() => _root.Delete(recursive: true);

    public string PathOf(params string[] parts) => Path.Combine([_root.FullName, .. parts]);

    public RecordingTrainer Trainer(string run, long steps = 12)
    {
        if (!Directory.Exists(PathOf("encoder")))
        {
            SmallEncoder.Write(PathOf("encoder"));
            File.WriteAllText(PathOf("own.tsv"), Table(200));
        }

        TrainingPlan plan = new RecordingTrainer(Task, PathOf(run)).Plan;
        return new RecordingTrainer(Task, PathOf(run))
        {
            Plan = plan with { Files = new TaskFiles(PathOf("own.tsv"), PathOf("encoder")), Steps = steps, LearningRate = 0.01 },
        };
    }

    // The label stands in the text, among others words.
    public static string Table(int count)
    {
        DeterministicRandom random = new(3);
        string[] others = [.. SmallEncoder.Words.Except([.. Labels, "fine"])];
        return string.Concat(Enumerable.Range(0, count).Select(number =>
        {
            string label = Labels[number % 2];
            string[] words = [.. Enumerable.Range(0, 1 + random.Next(8)).Select(_ => others[random.Next(others.Length)])];
            words[random.Next(words.Length)] = label;
            return $"{string.Join(' ', words)}\t{label}\n";
        }));
    }
}
