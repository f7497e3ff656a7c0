using Impetus.Distributed;
using Impetus.Lab.Data;
using Impetus.Lab.Data.Text;
using Impetus.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Impetus.Lab.Tasks.Language;

/// <summary>Predicts the next token within windows of a text that are drawn in random order.</summary>
internal sealed class WindowedLanguageTask : ILoadedTask
{
    private const int EvaluationTokens = 4_096;

    private readonly ScaleBudget _budget;
    private readonly TextMeasure _measure;
    private readonly int _length;
    private readonly Func<nn.Module> _createModel;
    private readonly TextWindows _training;
    private readonly Dictionary<EvaluationPart, TextWindows> _parts;

    /// <summary>Cuts a text to the size of a budget, whose examples are windows.</summary>
    /// <param name="text">The text.</param>
    /// <param name="budget">Limits on windows, and how many make a batch.</param>
    /// <param name="length">Tokens of a window.</param>
    /// <param name="measure">How the model is judged.</param>
    /// <param name="createModel">Makes a model from tokens (batch, position) to scores (batch, position, vocabulary).</param>
    public WindowedLanguageTask(TokenizedText text, ScaleBudget budget, int length, TextMeasure measure, Func<nn.Module> createModel)
    {
        (_budget, _length, _measure, _createModel, Data) = (budget, length, measure, createModel, text.Data);
        _training = new TextWindows(text.Training, length, budget.TrainingExamples);
        _parts = new()
        {
            [EvaluationPart.Curve] = new TextWindows(text.Validation, length, Math.Min(budget.CurveExamples, budget.ValidationExamples)),
            [EvaluationPart.Validation] = new TextWindows(text.Validation, length, budget.ValidationExamples),
            [EvaluationPart.Test] = new TextWindows(text.Test, length, budget.TestExamples),
        };
        if (_training.Count < budget.BatchSize || _parts.Values.Any(part => part.Count == 0))
        {
            throw new LabException(
                $"The text {(Data is { } data ? $"{data.Name}, " : "")}is too short: its training part has {_training.Count:N0} windows of {length} tokens, a batch takes {budget.BatchSize}, and validation and test parts need one each. "
                + $"It has {Bytes(text):N0} bytes, and about {BytesNeeded(text, budget.BatchSize, length):N0} would do{(Data?.Variable is { } variable ? $": name a longer text in {variable}" : "")}.");
        }
    }

    /// <inheritdoc/>
    public ExampleCounts Examples => new(_training.Count, _parts[EvaluationPart.Validation].Count, _parts[EvaluationPart.Test].Count);

    /// <inheritdoc/>
    public DataIdentity? Data { get; }

    /// <inheritdoc/>
    public int StepsPerEpoch => _training.Count / _budget.BatchSize;

    /// <inheritdoc/>
    public nn.Module CreateModel() => _createModel();

    /// <inheritdoc/>
    public ITrainingBatches Batches(ulong seed) => new Shuffled(_training, new BatchOrder(_training.Count, _budget.BatchSize, seed));

    /// <inheritdoc/>
    public Evaluation Evaluate(nn.Module model, EvaluationPart part)
    {
        TextWindows windows = _parts[part];
        double loss = 0;
        model.eval();
        using (no_grad())
        {
            foreach (int[] batch in Enumerable.Range(0, windows.Count).Chunk(Math.Max(1, EvaluationTokens / _length)))
            {
                using DisposeScope scope = NewDisposeScope();
                loss += LossOf(model, windows.At(batch)).ReadDouble() * batch.Length;
            }
        }

        model.train();
        loss /= windows.Count;
        return new Evaluation(loss, _measure.Of(loss, windows.TokensPerByte));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static long Bytes(TokenizedText text) => text.Training.Bytes + text.Validation.Bytes + text.Test.Bytes;

    // The part that lacks most says how many times as long the text has to be.
    private static double BytesNeeded(TokenizedText text, int batch, int length)
    {
        (TokenSequence Part, int Windows)[] parts = [(text.Training, batch), (text.Validation, 1), (text.Test, 1)];
        return Math.Ceiling(Bytes(text) * parts.Max(part => (part.Windows * (double)length + 1) / Math.Max(1, part.Part.Tokens.Length)));
    }

    private static Tensor LossOf(nn.Module model, (Tensor Input, Tensor Labels) batch) =>
        nn.functional.cross_entropy(((nn.Module<Tensor, Tensor>)model).call(batch.Input).reshape(batch.Labels.numel(), -1), batch.Labels);

    private sealed class Shuffled(TextWindows windows, BatchOrder order) : IDividedBatches
    {
        private BatchPart _part = BatchPart.Of(order.BatchSize, 0, 1);

        public void TakePart(BatchPart part, IProcessGroup processes) => _part = part;

        // All windows have as many tokens.
        public double ShareOf(long batch) => (double)_part.Count / _part.Total;

        public Tensor Loss(nn.Module model, long batch) => LossOf(model, windows.At(_part.Of(order[batch])));

        public void Dispose()
        {
        }
    }
}
