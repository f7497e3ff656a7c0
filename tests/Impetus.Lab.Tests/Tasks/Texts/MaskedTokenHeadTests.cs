using Impetus.Lab.Data;
using Impetus.Lab.Data.Text;
using Impetus.Lab.Models;
using Impetus.Lab.Models.Encoders;
using Impetus.Lab.Tasks;
using Impetus.Lab.Tasks.Texts;
using Impetus.Lab.Tests.Models.Encoders;
using Impetus.Lab.Training;
using static TorchSharp.torch;

namespace Impetus.Lab.Tests.Tasks.Texts;

/// <summary>The head for masked tokens of an encoder that comes without one.</summary>
[Collection(NetworkEngine.Collection)]
public sealed class MaskedTokenHeadTests : IDisposable
{
    private const int Length = 16;

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("impetus-head-");
    private readonly PretrainedEncoder _encoder;

    public MaskedTokenHeadTests() => _encoder = PretrainedEncoder.Read(SmallEncoder.Write(Path.Combine(_root.FullName, "encoder")));

    private Pretraining Plan => MaskedTokenHeadTraining.Of(Text(), "words", _encoder, Length, Scale.Cpu)! with { Folder = Path.Combine(_root.FullName, "trained") };

    public void Dispose()
    {
        _encoder.Dispose();
        _root.Delete(recursive: true);
    }

    [Fact]
    public void It_is_trained_once_guesses_better_than_a_new_one_and_is_kept()
    {
        IReadOnlyDictionary<string, float[]> head = Plan.Weights();
        Assert.Equal(["cls.predictions.bias", "cls.predictions.transform.LayerNorm.bias", "cls.predictions.transform.LayerNorm.weight", "cls.predictions.transform.dense.bias", "cls.predictions.transform.dense.weight"], head.Keys.Order(StringComparer.Ordinal));
        Assert.True(Loss(head, seed: 1) < 0.9 * Loss(null, seed: 1), $"{Loss(head, seed: 1)} after training, {Loss(null, seed: 1)} before");
        // Whatever the run's seed, it begins with the same head.
        Assert.Equal(Loss(head, seed: 1), Loss(head, seed: 2));

        Pretraining again = Plan with { Task = static () => throw new InvalidOperationException("It is there.") };
        Same(again.Weights());
        File.WriteAllText(again.Path, "torn");
        Same(Plan.Weights());
        Same(again.Weights());

        void Same(IReadOnlyDictionary<string, float[]> other) => Assert.All(head, own => Assert.Equal(own.Value, other[own.Key]));
    }

    [Fact]
    public void An_encoder_that_brings_one_keeps_it()
    {
        string folder = SmallEncoder.Write(Path.Combine(_root.FullName, "whole"));
        using (MaskedLanguageModel model = new(_encoder.Configuration))
        {
            model.Initialize(3);
            ModuleCheckpoint.Save(model, Path.Combine(folder, PretrainedEncoder.WeightsFile));
        }

        using PretrainedEncoder whole = PretrainedEncoder.Read(folder);
        Assert.Null(MaskedTokenHeadTraining.Of(Text(), "words", whole, Length, Scale.Cpu));
    }

    private double Loss(IReadOnlyDictionary<string, float[]>? head, int seed)
    {
        ScaleBudget budget = new() { Steps = 1, Seeds = 1, Evaluations = 0, BatchSize = 4, ValidationExamples = 40, TestExamples = 1 };
        MaskedLanguageTask task = new(Text(), "words", _encoder, Length, budget) { Head = head };
        using nn.Module model = task.CreateModel();
        model.Initialize((ulong)seed);
        return task.Evaluate(model, EvaluationPart.Validation).Loss;
    }

    // A few words are frequent.
    private static TextParts Text()
    {
        DeterministicRandom random = new(5);
        return new(Part(6_000), Part(800), Part(100));

        string Part(int words)
        {
            string[] text = new string[words];
            for (int k = 0; k < words; k++)
            {
                text[k] = SmallEncoder.Words[Math.Min(random.Next(12), random.Next(12)) / 2];
            }

            return string.Join(' ', text);
        }
    }
}
