using Impetus.Distributed;
using Impetus.Lab.Data.Text;
using Impetus.Lab.Metrics;
using Impetus.Lab.Models.Translation;
using Impetus.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Impetus.Lab.Tasks.Translation;

/// <summary>
/// Translates sentences; trained by cross entropy with smoothed labels, judged by BLEU of greedy translations, put together to
/// text, against untouched references. Both languages share a vocabulary, whose end of a line ends every sentence and starts
/// every translation.
/// </summary>
internal sealed class TranslationTask : ILoadedTask
{
    private const double LabelSmoothing = 0.1;
    private const int NoLabel = -100;
    private const int EvaluationBatch = 100;
    // A translation that does not end is cut where it is twice as long as any source beside it, and ten tokens more.
    private const int LongestShare = 2;
    private const int LongestExtra = 10;

    private readonly IVocabulary _vocabulary;
    private readonly int _end;
    private readonly ScaleBudget _budget;
    private readonly Func<int, Transformer> _createModel;
    private readonly EncodedPair[] _training;
    private readonly Dictionary<EvaluationPart, EncodedPair[]> _parts;

    /// <summary>Cuts the data to the size of a budget, whose examples are sentences.</summary>
    /// <param name="text">All sentences.</param>
    /// <param name="vocabularyOf">Makes a vocabulary from the training part of both languages, one sentence a line.</param>
    /// <param name="budget">Limits on sentences, and the batch size.</param>
    /// <param name="createModel">Makes a model for so many tokens.</param>
    public TranslationTask(ParallelText text, Func<string, IVocabulary> vocabularyOf, ScaleBudget budget, Func<int, Transformer> createModel)
    {
        (_budget, _createModel) = (budget, createModel);
        SentencePair[] training = [.. text.Training.Take(budget.TrainingExamples)];
        _vocabulary = vocabularyOf(string.Join('\n', training.SelectMany(static pair => (string[])[pair.Source, pair.Target])));
        _end = _vocabulary.Encode("\n").Single();
        _training = [.. training.Select(Encode)];
        _parts = new()
        {
            [EvaluationPart.Curve] = [.. text.Validation.Take(Math.Min(budget.CurveExamples, budget.ValidationExamples)).Select(Encode)],
            [EvaluationPart.Validation] = [.. text.Validation.Take(budget.ValidationExamples).Select(Encode)],
            [EvaluationPart.Test] = [.. text.Test.Take(budget.TestExamples).Select(Encode)],
        };
    }

    /// <inheritdoc/>
    public ExampleCounts Examples => new(_training.Length, _parts[EvaluationPart.Validation].Length, _parts[EvaluationPart.Test].Length);

    /// <inheritdoc/>
    public int StepsPerEpoch => _training.Length / _budget.BatchSize;

    /// <inheritdoc/>
    public nn.Module CreateModel() => _createModel(_vocabulary.Count);

    /// <inheritdoc/>
    public ITrainingBatches Batches(ulong seed) => new Bucketed(
        this, new LengthBuckets(Array.ConvertAll(_training, static pair => pair.Source.Length), _budget.BatchSize, seed));

    /// <inheritdoc/>
    public Evaluation Evaluate(nn.Module model, EvaluationPart part)
    {
        Transformer transformer = (Transformer)model;
        // Sentences of like length together; BLEU does not depend on their order.
        EncodedPair[] pairs = [.. _parts[part].OrderBy(static pair => pair.Source.Length)];
        List<string> translations = [];
        double loss = 0;
        long tokens = 0;
        model.eval();
        using (no_grad())
        {
            foreach (EncodedPair[] batch in pairs.Chunk(EvaluationBatch))
            {
                using DisposeScope scope = NewDisposeScope();
                int count = batch.Sum(static pair => pair.Target.Length + 1);
                loss += LossOf(transformer, batch, batch, labelSmoothing: 0).ReadDouble() * count;
                tokens += count;
                translations.AddRange(GreedyTranslation
                    .Translate(transformer, Array.ConvertAll(batch, static pair => pair.Source), _end, _end, LongestShare * batch[^1].Source.Length + LongestExtra)
                    .Select(translation => _vocabulary.Decode(translation)));
            }
        }

        model.train();
        return new Evaluation(loss / tokens, Bleu.Corpus(translations, Array.ConvertAll(pairs, static pair => pair.Reference)));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private EncodedPair Encode(SentencePair pair) => new(
        _vocabulary.Encode(pair.Source + "\n"), _vocabulary.Encode(pair.Target + "\n")[..^1], pair.Target);

    /// <summary>The loss of some pairs, filled up to the length of the longest of others, among which they are.</summary>
    private Tensor LossOf(Transformer model, EncodedPair[] pairs, EncodedPair[] longest, double labelSmoothing)
    {
        int length = longest.Max(static pair => pair.Target.Length) + 1;
        long[] input = new long[pairs.Length * length], labels = new long[input.Length];
        Array.Fill(labels, NoLabel);
        for (int row = 0; row < pairs.Length; row++)
        {
            int[] target = pairs[row].Target;
            int start = row * length;
            input[start] = _end;
            labels[start + target.Length] = _end;
            for (int k = 0; k < target.Length; k++)
            {
                input[start + 1 + k] = labels[start + k] = target[k];
            }
        }

        PaddedSentences source = PaddedSentences.Of([.. pairs.Select(static pair => pair.Source)], atLeast: longest.Max(static pair => pair.Source.Length));
        Tensor scores = model.call(source, TensorValues.Copy(input, pairs.Length, length));
        return nn.functional.cross_entropy(scores.reshape(input.Length, -1), TensorValues.Copy(labels), ignore_index: NoLabel, label_smoothing: labelSmoothing);
    }

    private sealed class Bucketed(TranslationTask task, LengthBuckets buckets) : IDividedBatches
    {
        private BatchPart _part = BatchPart.Of(task._budget.BatchSize, 0, 1);

        public void TakePart(BatchPart part, IProcessGroup processes) => _part = part;

        public double ShareOf(long batch)
        {
            EncodedPair[] pairs = At(batch);
            return (double)Tokens(_part.Of<EncodedPair>(pairs)) / Tokens(pairs);
        }

        public Tensor Loss(nn.Module model, long batch)
        {
            EncodedPair[] pairs = At(batch);
            return task.LossOf((Transformer)model, _part.Of<EncodedPair>(pairs).ToArray(), pairs, LabelSmoothing);
        }

        public void Dispose()
        {
        }

        private EncodedPair[] At(long batch) => Array.ConvertAll(buckets[batch], position => task._training[position]);

        // The end of a sentence is predicted too.
        private static long Tokens(ReadOnlySpan<EncodedPair> pairs)
        {
            long tokens = pairs.Length;
            foreach (EncodedPair pair in pairs)
            {
                tokens += pair.Target.Length;
            }

            return tokens;
        }
    }
}
