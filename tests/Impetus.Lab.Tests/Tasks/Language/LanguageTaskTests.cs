using Impetus.Lab.Data.Text;
using Impetus.Lab.Models;
using Impetus.Lab.Models.Language;
using Impetus.Lab.Tasks;
using Impetus.Lab.Tasks.Language;
using TorchSharp;
using static TorchSharp.torch;

namespace Impetus.Lab.Tests.Tasks.Language;

[Collection(NetworkEngine.Collection)]
public sealed class LanguageTaskTests
{
    private const int Vocabulary = 7, Streams = 3, Length = 4, StepsPerEpoch = 5;

    [Fact]
    public void Truncated_backpropagation_carries_the_state_but_no_gradient()
    {
        using DisposeScope scope = NewDisposeScope();
        using RecurrentLanguageTask task = RecurrentTask();
        using LstmLanguageModel model = (LstmLanguageModel)task.CreateModel();
        model.Initialize(1);
        using ITrainingBatches batches = task.Batches(seed: 1);
        Assert.Equal(StepsPerEpoch, task.StepsPerEpoch);

        // The batches of an epoch one by one, against the same text in one pass. After that a new epoch starts from zeros.
        double[] losses = [.. Enumerable.Range(0, StepsPerEpoch + 1).Select(batch => batches.Loss(model, batch).ToDouble())];
        int piece = Text().Length / Streams;
        long[] input = [.. Enumerable.Range(0, Streams).SelectMany(stream => Text().Skip(stream * piece).Take(StepsPerEpoch * Length)).Select(token => (long)token)];
        Tensor scores = model.call(TensorValues.Copy<long>(input, Streams, StepsPerEpoch * Length), null).Scores;
        for (int step = 0; step < StepsPerEpoch; step++)
        {
            long[] labels = [.. Enumerable.Range(0, Streams).SelectMany(stream => Text().Skip(stream * piece + step * Length + 1).Take(Length)).Select(token => (long)token)];
            double expected = nn.functional.cross_entropy(scores.narrow(1, step * Length, Length).reshape(-1, Vocabulary), TensorValues.Copy<long>(labels)).ToDouble();
            Assert.Equal(expected, losses[step], 1e-5);
        }
        Assert.Equal(losses[0], losses[StepsPerEpoch], 1e-6);
    }

    [Fact]
    public void A_saved_state_goes_on_and_evaluating_again_changes_nothing()
    {
        using DisposeScope scope = NewDisposeScope();
        using RecurrentLanguageTask task = RecurrentTask();
        using LstmLanguageModel model = (LstmLanguageModel)task.CreateModel(), other = (LstmLanguageModel)task.CreateModel();
        model.Initialize(1);
        other.Initialize(2);
        using ITrainingBatches plain = task.Batches(1), disturbed = task.Batches(1), resumed = task.Batches(1);
        double[] expected = [.. Enumerable.Range(0, 4).Select(batch => plain.Loss(model, batch).ToDouble())];

        for (int batch = 0; batch < 3; batch++)
        {
            Assert.Equal(expected[batch], disturbed.Loss(model, batch).ToDouble());
            disturbed.Loss(other, batch);     // as sharpness-aware minimization does
            disturbed.Loss(model, 17);        // as an instrument may
        }
        ((IRunState)resumed).Restore(((IRunState)disturbed).Save());
        Assert.Equal(expected[2], resumed.Loss(model, 2).ToDouble());
        Assert.Equal(expected[3], resumed.Loss(model, 3).ToDouble());
    }

    [Fact]
    public void Measures_are_those_of_a_model_that_knows_nothing()
    {
        // Scores of zero: every token has the probability 1/V, and with two bytes a token log2(V)/2 bits fall on a byte.
        foreach ((TextMeasure measure, double expected) in new[] { (TextMeasure.Perplexity, 7), (TextMeasure.BitsPerByte, Math.Log2(7) / 2) })
        {
            using WindowedLanguageTask task = new(Tokens(), Budget(), Length, measure, () => new NothingKnown());
            using nn.Module model = task.CreateModel();
            Evaluation evaluation = task.Evaluate(model, EvaluationPart.Validation);
            Assert.Equal(Math.Log(7), evaluation.Loss, 1e-5);
            Assert.Equal(expected, evaluation.Metric, 1e-4);
        }
    }

    [Fact]
    public void A_text_that_is_too_short_is_refused()
    {
        string message = Assert.Throws<LabException>(() => new WindowedLanguageTask(Tokens(), Budget() with { BatchSize = 999 }, Length, TextMeasure.Perplexity, () => new NothingKnown())).Message;
        Assert.Contains("a batch takes 999", message);
    }

    private static RecurrentLanguageTask RecurrentTask() => new(
        Tokens(), Budget(), Length, TextMeasure.Perplexity,
        () => new LstmLanguageModel(new() { Vocabulary = Vocabulary, EmbeddingSize = 5, HiddenSize = 6, Layers = 2 }));

    private static ScaleBudget Budget() => new() { Steps = 1, Seeds = 1, Evaluations = 1, BatchSize = Streams };

    private static int[] Text() => [.. Enumerable.Range(0, (StepsPerEpoch * Length + 2) * Streams).Select(i => i * i % 11 % Vocabulary)];

    private static TokenizedText Tokens()
    {
        TokenSequence training = new(Text(), 2 * Text().Length), rest = new(Enumerable.Range(0, 90).Select(i => i % Vocabulary).ToArray(), 180);
        return new TokenizedText(new ByteVocabulary(), training, rest, rest);
    }

    private sealed class NothingKnown() : nn.Module<Tensor, Tensor>(nameof(NothingKnown))
    {
        public override Tensor forward(Tensor input) => zeros([.. input.shape, Vocabulary]);
    }
}
