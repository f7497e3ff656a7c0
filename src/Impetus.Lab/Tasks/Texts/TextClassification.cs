using Impetus.Distributed;
using Impetus.Lab.Data;
using Impetus.Lab.Data.Text.Labelled;
using Impetus.Lab.Models.Encoders;
using Impetus.Lab.Models.Encoders.Tokenizers;
using Impetus.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Impetus.Lab.Tasks.Texts;

/// <summary>
/// Fine-tunes an encoder that others have trained: classes by cross entropy, numbers by the mean squared error. Texts of like length
/// go into one batch and are filled up to the longest of it.
/// </summary>
internal sealed class TextClassification : ILoadedTask, IModelFolder, IEncoderTask
{
    private const int EvaluationBatch = 32;

    private readonly PretrainedEncoder _encoder;
    private readonly ScaleBudget _budget;
    private readonly TextMetric _metric;
    private readonly TextLabels _labels;
    private readonly Example[] _training;
    private readonly Dictionary<EvaluationPart, Example[]> _parts;

    /// <summary>Turns all texts into tokens, as many as a budget affords.</summary>
    /// <param name="texts">All texts.</param>
    /// <param name="source">What they are called in messages.</param>
    /// <param name="encoder">What is fine-tuned; this task disposes of it.</param>
    /// <param name="longest">The most tokens of a text; what is longer is cut.</param>
    /// <param name="metric">What it is judged by.</param>
    /// <param name="budget">Limits on texts, and the batch size.</param>
    /// <exception cref="LabException">There are fewer training texts than a batch has, or a label is unknown.</exception>
    public TextClassification(LabelledTexts texts, string source, PretrainedEncoder encoder, int longest, TextMetric metric, ScaleBudget budget)
    {
        (_encoder, _budget, _metric) = (encoder, budget, metric);
        _labels = TextLabels.Of(texts.Training, metric, source);
        int most = Math.Min(longest, encoder.Configuration.LongestText);
        _training = Examples(texts.Training, budget.TrainingExamples);
        Example[] validation = Examples(texts.Validation, budget.ValidationExamples);
        _parts = new()
        {
            [EvaluationPart.Curve] = [.. validation.Take(budget.CurveExamples)],
            [EvaluationPart.Validation] = validation,
            [EvaluationPart.Test] = ReferenceEquals(texts.Test, texts.Validation) && budget.TestExamples >= budget.ValidationExamples && validation.Length == texts.Validation.Count
                ? validation
                : Examples(texts.Test, budget.TestExamples),
        };
        if (_training.Length < budget.BatchSize)
        {
            throw new LabException($"{source} has {_training.Length} training texts, fewer than the {budget.BatchSize} of a batch: take more.");
        }

        // Tables may be sorted by label, so a part of one is drawn; labels are looked at in all of it.
        Example[] Examples(IReadOnlyList<LabelledText> part, int count)
        {
            double[] labels = [.. part.Select(_labels.NumberOf)];
            int[] drawn = part.Count <= count ? [.. Enumerable.Range(0, part.Count)] : new DeterministicRandom(0).Permutation(part.Count)[..count];
            return Array.ConvertAll(drawn, position => new Example(encoder.Tokenizer.Encode(part[position].Text, part[position].Second, most), labels[position]));
        }
    }

    /// <inheritdoc/>
    public ExampleCounts Examples => new(_training.Length, _parts[EvaluationPart.Validation].Length, _parts[EvaluationPart.Test].Length);

    /// <inheritdoc/>
    public DataIdentity? Data { get; init; }

    /// <inheritdoc/>
    public EncoderTokenizer Tokenizer => _encoder.Tokenizer;

    /// <inheritdoc/>
    public Encoder EncoderOf(nn.Module model) => ((SequenceClassifier)model).Encoder;

    /// <inheritdoc/>
    public int StepsPerEpoch => _training.Length / _budget.BatchSize;

    /// <inheritdoc/>
    public nn.Module CreateModel()
    {
        SequenceClassifier model = new(_budget.ApplyTo(_encoder.Configuration), _labels.Outputs, _encoder.Weights);
        _budget.Freeze(model.Encoder);
        return model;
    }

    /// <inheritdoc/>
    public ITrainingBatches Batches(ulong seed) => new Bucketed(
        this, new LengthBuckets(Array.ConvertAll(_training, static example => example.Text.Tokens.Count), _budget.BatchSize, seed));

    /// <inheritdoc/>
    public Evaluation Evaluate(nn.Module model, EvaluationPart part)
    {
        Example[] examples = [.. _parts[part].OrderBy(static example => example.Text.Tokens.Count)];
        List<double> scores = [];
        double loss = 0;
        model.eval();
        using (no_grad())
        {
            foreach (Example[] batch in examples.Chunk(EvaluationBatch))
            {
                using DisposeScope scope = NewDisposeScope();
                Tensor outputs = OutputsOf(model, batch);
                loss += LossOf(outputs, batch).ReadDouble() * batch.Length;
                scores.AddRange(_metric.IsOfNumbers()
                    ? outputs.squeeze(1).to(ScalarType.Float64).ToArray<double>()
                    : Array.ConvertAll(outputs.argmax(1).ToArray<long>(), static label => (double)label));
            }
        }

        model.train();
        double[] guesses = [.. scores], truth = Array.ConvertAll(examples, static example => example.Label);
        return new Evaluation(loss / examples.Length, _metric.Of(guesses, truth)) { Others = _metric.Others(_labels.Names.Count, guesses, truth) };
    }

    /// <inheritdoc/>
    public void Write(nn.Module model, string folder) => EncoderFolder.Write(_encoder, (SequenceClassifier)model, _labels.Names, folder);

    /// <inheritdoc/>
    public void Dispose() => _encoder.Dispose();

    private Tensor OutputsOf(nn.Module model, Example[] examples, int atLeast = 0) =>
        ((SequenceClassifier)model).call(EncoderInput.Of([.. examples.Select(static example => example.Text)], _encoder.Tokenizer.Padding, atLeast));

    private Tensor LossOf(Tensor outputs, Example[] examples) => _metric.IsOfNumbers()
        ? nn.functional.mse_loss(outputs.squeeze(1), TensorValues.Copy<float>(Array.ConvertAll(examples, static example => (float)example.Label)))
        : nn.functional.cross_entropy(outputs, TensorValues.Copy<long>(Array.ConvertAll(examples, static example => (long)example.Label)));

    private readonly record struct Example(EncodedText Text, double Label);

    private sealed class Bucketed(TextClassification task, LengthBuckets buckets) : IDividedBatches
    {
        private BatchPart _part = BatchPart.Of(task._budget.BatchSize, 0, 1);

        public void TakePart(BatchPart part, IProcessGroup processes) => _part = part;

        public double ShareOf(long batch) => (double)_part.Count / _part.Total;

        // Filled up to the longest of the whole batch: what is dropped is drawn for all positions of it.
        public Tensor Loss(nn.Module model, long batch)
        {
            Example[] all = Array.ConvertAll(buckets[batch], position => task._training[position]), own = _part.Of<Example>(all).ToArray();
            return task.LossOf(task.OutputsOf(model, own, all.Max(static example => example.Text.Tokens.Count)), own);
        }

        public void Dispose()
        {
        }
    }
}
