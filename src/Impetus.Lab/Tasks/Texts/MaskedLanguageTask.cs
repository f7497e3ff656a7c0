using Impetus.Distributed;
using Impetus.Lab.Data;
using Impetus.Lab.Data.Text;
using Impetus.Lab.Models.Encoders;
using Impetus.Lab.Models.Encoders.Tokenizers;
using Impetus.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Impetus.Lab.Tasks.Texts;

/// <summary>Fine-tunes an encoder to guess masked tokens of a text, cut into windows; judged by e to the mean loss of a guess.</summary>
internal sealed class MaskedLanguageTask : ILoadedTask, IModelFolder, IEncoderTask
{
    private const int EvaluationBatch = 32;
    // Masks of evaluations are always the same.
    private const ulong EvaluationSeed = 0;

    private readonly PretrainedEncoder _encoder;
    private readonly ScaleBudget _budget;
    private readonly int[][] _training;
    private readonly Dictionary<EvaluationPart, int[][]> _parts;

    /// <summary>Cuts as many windows as a budget affords.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">What it is called in messages.</param>
    /// <param name="encoder">What is fine-tuned; this task disposes of it.</param>
    /// <param name="length">Tokens in a window, with the one that begins and the one that ends it.</param>
    /// <param name="budget">Limits on windows, and the batch size.</param>
    /// <exception cref="LabException">A part is too short.</exception>
    public MaskedLanguageTask(TextParts text, string source, PretrainedEncoder encoder, int length, ScaleBudget budget)
    {
        (_encoder, _budget) = (encoder, budget);
        int window = Math.Min(length, encoder.Configuration.LongestText);
        _training = Windows(text.Training, budget.TrainingExamples, budget.BatchSize);
        int[][] validation = Windows(text.Validation, budget.ValidationExamples, 1);
        _parts = new()
        {
            [EvaluationPart.Curve] = [.. validation.Take(budget.CurveExamples)],
            [EvaluationPart.Validation] = validation,
            [EvaluationPart.Test] = Windows(text.Test, budget.TestExamples, 1),
        };

        int[][] Windows(string part, int most, int least)
        {
            int[][] windows = [.. WindowsOf(part, window).Take(most)];
            return windows.Length >= least ? windows : throw new LabException($"{source} is too short: a part has {windows.Length} windows of {window} tokens, and needs {least}.");
        }
    }

    /// <inheritdoc/>
    public ExampleCounts Examples => new(_training.Length, _parts[EvaluationPart.Validation].Length, _parts[EvaluationPart.Test].Length);

    /// <inheritdoc/>
    public DataIdentity? Data { get; init; }

    /// <summary>What a head that the encoder's weights lack starts from; null: random values.</summary>
    public IReadOnlyDictionary<string, float[]>? Head { get; init; }

    /// <inheritdoc/>
    public EncoderTokenizer Tokenizer => _encoder.Tokenizer;

    /// <inheritdoc/>
    public Encoder EncoderOf(nn.Module model) => ((MaskedLanguageModel)model).Encoder;

    /// <inheritdoc/>
    public int StepsPerEpoch => _training.Length / _budget.BatchSize;

    /// <inheritdoc/>
    public nn.Module CreateModel()
    {
        MaskedLanguageModel model = new(_budget.ApplyTo(_encoder.Configuration), _encoder.Weights, Head);
        _budget.Freeze(model.Encoder);
        return model;
    }

    /// <inheritdoc/>
    public ITrainingBatches Batches(ulong seed) => new Shuffled(this, new BatchOrder(_training.Length, _budget.BatchSize, seed), seed);

    /// <inheritdoc/>
    public Evaluation Evaluate(nn.Module model, EvaluationPart part)
    {
        double loss = 0;
        long guesses = 0;
        model.eval();
        using (no_grad())
        {
            foreach ((int number, int[][] windows) in _parts[part].Chunk(EvaluationBatch).Index())
            {
                using DisposeScope scope = NewDisposeScope();
                MaskedTokens masked = MaskedTokens.Draw(windows, _encoder.Tokenizer, DeterministicRandom.For(EvaluationSeed, (ulong)number));
                loss += LossOf(model, masked).ReadDouble() * masked.Guesses.Count;
                guesses += masked.Guesses.Count;
            }
        }

        model.train();
        return new Evaluation(loss / guesses, Math.Exp(loss / guesses));
    }

    /// <inheritdoc/>
    public void Write(nn.Module model, string folder) => EncoderFolder.Write(_encoder, (MaskedLanguageModel)model, folder);

    /// <inheritdoc/>
    public void Dispose() => _encoder.Dispose();

    private Tensor LossOf(nn.Module model, MaskedTokens masked)
    {
        EncoderInput input = EncoderInput.Of(masked.Texts, _encoder.Tokenizer.Padding);
        long length = input.Tokens.shape[1];
        Tensor places = TensorValues.Copy<long>([.. masked.Guesses.Select(guess => (guess.Row * length) + guess.Position)]);
        Tensor scores = ((MaskedLanguageModel)model).call(input, places);
        // A part of a batch may have nothing to guess, of which there is no mean.
        return masked.Guesses.Count == 0 ? scores.sum()
            : nn.functional.cross_entropy(scores, TensorValues.Copy<long>([.. masked.Guesses.Select(static guess => (long)guess.Token)]));
    }

    // Line by line, so that no more is read than is needed; windows go over the ends of lines.
    private IEnumerable<int[]> WindowsOf(string part, int length)
    {
        List<int> tokens = [];
        foreach (string line in part.Split('\n').Where(static line => !string.IsNullOrWhiteSpace(line)))
        {
            tokens.AddRange(_encoder.Tokenizer.Pieces(line));
            int start = 0;
            for (; start + length - 2 <= tokens.Count; start += length - 2)
            {
                yield return _encoder.Tokenizer.Window(tokens.GetRange(start, length - 2));
            }

            tokens.RemoveRange(0, start);
        }
    }

    private sealed class Shuffled(MaskedLanguageTask task, BatchOrder order, ulong seed) : IDividedBatches
    {
        // Another stream than that of the order.
        private readonly ulong _masks = DeterministicRandom.For(seed, ulong.MaxValue).NextBits();
        private BatchPart _part = BatchPart.Of(order.BatchSize, 0, 1);

        public void TakePart(BatchPart part, IProcessGroup processes) => _part = part;

        public double ShareOf(long batch)
        {
            MaskedTokens masked = At(batch);
            return (double)masked.Of(_part).Guesses.Count / masked.Guesses.Count;
        }

        public Tensor Loss(nn.Module model, long batch) => task.LossOf(model, At(batch).Of(_part));

        public void Dispose()
        {
        }

        private MaskedTokens At(long batch)
        {
            int[][] windows = [.. order[batch].ToArray().Select(position => task._training[position])];
            return MaskedTokens.Draw(windows, task._encoder.Tokenizer, DeterministicRandom.For(_masks, (ulong)batch));
        }
    }
}
