using Impetus.Lab.Data.Text;
using Impetus.Lab.Models;
using Impetus.Lab.Models.Translation;
using Impetus.Lab.Tasks;
using Impetus.Lab.Tasks.Translation;
using Impetus.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Impetus.Lab.Tests.Tasks.Translation;

[Collection(NetworkEngine.Collection)]
public sealed class TranslationTaskTests
{
    [Fact]
    public void Batches_hold_every_sentence_once_an_epoch_with_little_to_fill_up()
    {
        Random random = new(1);
        int[] lengths = [.. Enumerable.Range(0, 1_000).Select(_ => random.Next(3, 40))];
        LengthBuckets buckets = new(lengths, batchSize: 20, seed: 7), again = new(lengths, 20, 7);

        int[][] first = [.. Enumerable.Range(0, buckets.BatchesPerEpoch).Select(batch => buckets[batch])];
        Assert.Equal(Enumerable.Range(0, 1_000), first.SelectMany(batch => batch).Order());
        Assert.InRange(first.Sum(batch => batch.Max(k => lengths[k]) * 20) / (double)lengths.Sum(), 1, 1.05);
        Assert.NotEqual(first[0], buckets[buckets.BatchesPerEpoch]);
        Assert.Equal(first[31], again[31]);      // whatever was asked for before
    }

    [Fact]
    public void A_loss_does_not_depend_on_what_else_is_in_the_batch()
    {
        SentencePair[] pairs = [new("a b c", "x y"), new("c b", "y x z x")];
        using TranslationTask together = Task(pairs), first = Task(pairs, 0), second = Task(pairs, 1);
        using nn.Module model = together.CreateModel();
        model.Initialize(3);
        using DisposeScope scope = NewDisposeScope();
        // Means over 3 and 5 tokens, ends included.
        double expected = (3 * first.Evaluate(model, EvaluationPart.Test).Loss + 5 * second.Evaluate(model, EvaluationPart.Test).Loss) / 8;
        Assert.Equal(expected, together.Evaluate(model, EvaluationPart.Test).Loss, 1e-5);
    }

    [Fact]
    public void What_was_learnt_is_put_together_from_pieces_to_the_untouched_reference()
    {
        SentencePair[] pairs = [new("Zwei Männer, draußen.", "Two men (outdoors), talking."), new("Ein Käse-Stand!", "A cheese-stall's owner waits.")];
        using TranslationTask task = Task(pairs, vocabularyOf: static text => BytePairVocabulary.Of(text, 300));
        using nn.Module model = task.CreateModel();
        model.Initialize(5);
        using ParameterArena arena = new(model);
        using ParameterSet parameters = arena.CreateParameterSet();
        using Optimizer optimizer = Optimizers.Create(parameters, "adam:lr=0.01");
        using ITrainingBatches batches = task.Batches(1);
        for (int step = 0; step < 150; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            arena.ZeroGradients();
            batches.Loss(model, step).backward();
            optimizer.Step();
        }

        Assert.Equal(100, task.Evaluate(model, EvaluationPart.Test).Metric, 1e-9);
    }

    private static TranslationTask Task(SentencePair[] pairs, int? tested = null, Func<string, IVocabulary>? vocabularyOf = null) => new(
        new ParallelText(pairs, pairs, tested is { } one ? [pairs[one]] : pairs),
        vocabularyOf ?? (static text => WordVocabulary.Of(text)),
        new ScaleBudget { Steps = 1, Seeds = 1, Evaluations = 1, BatchSize = 2 },
        static tokens => new Transformer(new() { SourceVocabulary = tokens, Width = 16, InnerWidth = 16, Layers = 1, Heads = 2 }));
}
