using System.Text.Json;
using Impetus.Lab.Data.Text;
using Impetus.Lab.Models.Language;
using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;
using Impetus.Lab.Tasks.Language;
using Impetus.Lab.Training;
using Impetus.Lab.Training.Logs;

namespace Impetus.Lab.Tests.Training;

/// <summary>Runs whose hidden state goes from batch to batch: it belongs to their checkpoints and to their copies.</summary>
[Collection(NetworkEngine.Collection)]
public sealed class CarriedStateTests : IDisposable
{
    private const int Vocabulary = 11, Streams = 4, Length = 5, StepsPerEpoch = 5;

    private static readonly ScaleBudget Budget = new() { Steps = 12, Seeds = 1, Evaluations = 3, BatchSize = Streams };

    private static readonly TrainingTask Task = new()
    {
        Name = "carried-state",
        Summary = "a recurrent network on numbers",
        Metric = TextMeasure.Perplexity.Metric(target: 5),
        Budgets = new Dictionary<Scale, ScaleBudget> { [Scale.Smoke] = Budget },
        Load = request => Load(request.Budget),
    };

    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("impetus-carried-");

    public void Dispose() => _parent.Delete(recursive: true);

    [Theory] // Within an epoch and at its end; a second gradient of the same batch; dropout.
    [InlineData("adam-cm:capacity=3", 3, 7)]
    [InlineData("sam(rho=0.05)+adamw", 5, 8)]
    public void A_run_that_was_stopped_twice_reads_on_with_the_same_state(string optimizer, long first, long second)
    {
        (RecordingTrainer whole, RecordingTrainer parts) = (Trainer("whole", optimizer), Trainer("parts", optimizer));
        TrainingResult expected = whole.Start();
        RecordingTrainer.Start(parts.Plan, first);
        Assert.Equal(RunStatus.Stopped, Trainer("parts", optimizer).Resume(second).Status);

        TrainingResult result = Trainer("parts", optimizer).Resume();

        Assert.Equal((expected.Test, expected.TrainLoss), (result.Test, result.TrainLoss));
        Assert.Equal(File.ReadAllBytes(Final(whole)), File.ReadAllBytes(Final(parts)));
        Assert.Equal(LogOf(whole), LogOf(parts));
    }

    [Fact]
    public void A_copy_with_the_seed_of_the_run_ends_where_the_run_ends_and_leaves_it_alone()
    {
        using ILoadedTask task = Load(Budget);
        TrainingSettings settings = new()
        {
            Task = task,
            Metric = Task.Metric,
            Optimizer = "adamw",
            LearningRate = 0.01,
            Schedule = Budget.Schedule,
            Seed = 3,
            Steps = 12,
            Evaluations = 3,
            Losses = 3,
            FinalPart = EvaluationPart.Test,
            OptimizerThreads = 1,
        };
        using TrainingRun plain = new(settings), copied = new(settings);
        plain.Train(static _ => { }, CancellationToken.None);
        using CancellationTokenSource stop = new();
        copied.Train(
            step =>
            {
                if (step.Step == 7)
                {
                    stop.Cancel();
                }
            },
            stop.Token);

        float[] copy = copied.TrainCopy(settings.Seed)!;
        copied.Train(static _ => { }, CancellationToken.None);

        Assert.Equal(plain.Model.Arena.CopyValues<float>(), copy);
        Assert.Equal(copy, copied.Model.Arena.CopyValues<float>());
    }

    private static RecurrentLanguageTask Load(ScaleBudget budget)
    {
        TokenSequence Text(int count, int seed) => new(new Random(seed).GetItems([.. Enumerable.Range(0, Vocabulary)], count), count);
        return new RecurrentLanguageTask(
            new TokenizedText(new ByteVocabulary(), Text((StepsPerEpoch * Length + 1) * Streams, 1), Text(120, 2), Text(120, 3)),
            budget,
            Length,
            TextMeasure.Perplexity,
            () => new LstmLanguageModel(new() { Vocabulary = Vocabulary, EmbeddingSize = 6, HiddenSize = 7, Layers = 2, Dropout = 0.2 }));
    }

    private RecordingTrainer Trainer(string name, string optimizer)
    {
        string folder = Path.Combine(_parent.FullName, name);
        return new RecordingTrainer(Task, folder) { Plan = new RecordingTrainer(Task, folder).Plan with { Optimizer = optimizer, LearningRate = 0.05 } };
    }

    private static string Final(RecordingTrainer trainer) => Path.Combine(trainer.Plan.Folder, RecordedTraining.FinalFile);

    private static string[] LogOf(RecordingTrainer trainer) =>
        [.. TrainingLog.Read(trainer.Plan.Folder).Select(line => JsonSerializer.Serialize(line with { Time = default, Seconds = 0 }))];
}
