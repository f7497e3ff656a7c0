using Impetus.Lab.Data.Text;
using Impetus.Lab.Models.Language;
using Impetus.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Impetus.Lab.Tasks.Language;

/// <summary>
/// Predicts the next token of a text that is read in order, by truncated backpropagation through time: the state is carried
/// from batch to batch, gradients are not. Every epoch starts from zeros.
/// </summary>
internal sealed class RecurrentLanguageTask : ILoadedTask
{
    // As for training in the usual recipes, but independent of the budget, so that results are comparable.
    private const int EvaluationStreams = 10;

    private readonly TextMeasure _measure;
    private readonly Func<LstmLanguageModel> _createModel;
    private readonly TextStreams _training;
    private readonly Dictionary<EvaluationPart, TextStreams> _parts;

    /// <summary>Cuts a text to the size of a budget. An example is a window of one stream.</summary>
    /// <param name="text">The text.</param>
    /// <param name="budget">Limits on examples, and the number of streams.</param>
    /// <param name="length">Tokens of a stream in a batch.</param>
    /// <param name="measure">How the model is judged.</param>
    /// <param name="createModel">Makes the model.</param>
    public RecurrentLanguageTask(TokenizedText text, ScaleBudget budget, int length, TextMeasure measure, Func<LstmLanguageModel> createModel)
    {
        (_measure, _createModel) = (measure, createModel);
        _training = new TextStreams(text.Training, budget.BatchSize, length, budget.TrainingExamples / budget.BatchSize);
        _parts = new()
        {
            [EvaluationPart.Curve] = Evaluated(text.Validation, Math.Min(budget.CurveExamples, budget.ValidationExamples)),
            [EvaluationPart.Validation] = Evaluated(text.Validation, budget.ValidationExamples),
            [EvaluationPart.Test] = Evaluated(text.Test, budget.TestExamples),
        };
        if (_training.Count == 0 || _parts.Values.Any(part => part.Count == 0))
        {
            throw new LabException(
                $"The text is too short for {budget.BatchSize} streams of {length} tokens in training and {EvaluationStreams} in evaluation.");
        }

        TextStreams Evaluated(TokenSequence part, int examples) => new(part, EvaluationStreams, length, Math.Max(1, examples / EvaluationStreams));
    }

    /// <inheritdoc/>
    public ExampleCounts Examples => new(
        _training.Count * _training.Streams,
        _parts[EvaluationPart.Validation].Count * EvaluationStreams,
        _parts[EvaluationPart.Test].Count * EvaluationStreams);

    /// <inheritdoc/>
    public int StepsPerEpoch => _training.Count;

    /// <inheritdoc/>
    public nn.Module CreateModel() => _createModel();

    /// <inheritdoc/>
    /// <remarks>The order is that of the text, whatever the seed.</remarks>
    public ITrainingBatches Batches(ulong seed) => new CarriedStateBatches(_training);

    /// <inheritdoc/>
    public Evaluation Evaluate(nn.Module model, EvaluationPart part)
    {
        LstmLanguageModel recurrent = (LstmLanguageModel)model;
        TextStreams streams = _parts[part];
        double loss = 0;
        model.eval();
        using (no_grad())
        {
            using DisposeScope all = NewDisposeScope();
            RecurrentState state = recurrent.ZeroState(EvaluationStreams);
            for (int step = 0; step < streams.Count; step++)
            {
                using DisposeScope scope = NewDisposeScope();
                (Tensor input, Tensor labels) = streams.At(step);
                (Tensor scores, RecurrentState next) = recurrent.call(input, state);
                loss += nn.functional.cross_entropy(scores.reshape(labels.numel(), -1), labels).ReadDouble();
                state.Hidden.copy_(next.Hidden);
                state.Cell.copy_(next.Cell);
            }
        }

        model.train();
        loss /= streams.Count;
        return new Evaluation(loss, _measure.Of(loss, streams.TokensPerByte));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
