using System.Globalization;
using Impetus.Lab.Data.Text;
using Impetus.Lab.Models.Encoders;
using Impetus.Lab.Training;

namespace Impetus.Lab.Tasks.Texts;

/// <summary>
/// The head for masked tokens of an encoder that comes without one: trained on top of the encoder as it stands, before anything is
/// fine-tuned, so that all runs begin with the same.
/// </summary>
internal static class MaskedTokenHeadTraining
{
    private const string Optimizer = "adamw:lr=0.01,weight-decay=0";
    private const int BatchSize = 8, JudgedWindows = 64;

    private static readonly LearningRateSchedule Schedule = LearningRateSchedule.Parse("linear:warmup=0.1");

    /// <summary>How the head is trained; null if the encoder brings a head of its own.</summary>
    /// <param name="text">The text; its training part is used.</param>
    /// <param name="source">What it is called.</param>
    /// <param name="encoder">The encoder, which stays as it is.</param>
    /// <param name="length">Tokens in a window.</param>
    /// <param name="scale">Decides how long it is trained.</param>
    public static Pretraining? Of(TextParts text, string source, PretrainedEncoder encoder, int length, Scale scale)
    {
        using (MaskedLanguageModel model = new(encoder.Configuration))
        {
            if (model.named_parameters().Select(static named => named.name).Where(MaskedLanguageModel.IsOfHead).All(encoder.Weights.Holds))
            {
                return null;
            }
        }

        long steps = scale switch { Scale.Smoke => 2, Scale.Cpu => 400, _ => 2_000 };
        ScaleBudget budget = new()
        {
            Steps = steps,
            Seeds = 1,
            Evaluations = 0,
            BatchSize = BatchSize,
            Schedule = Schedule,
            TrainingExamples = (int)steps * BatchSize,
            ValidationExamples = JudgedWindows,
            CurveExamples = JudgedWindows,
            TestExamples = 1,
            Dropout = 0,
            FrozenLayers = encoder.Configuration.Layers,
        };
        return new Pretraining
        {
            Name = "masked-token-head",
            Subject = string.Create(CultureInfo.InvariantCulture, $"{source}, {BatchSize} windows of {length} tokens a step, encoder {encoder.Sha256()}"),
            // Not disposed of: the encoder is the caller's.
            Task = () => new MaskedLanguageTask(text, source, encoder, length, budget),
            Metric = new("perplexity", HigherIsBetter: false),
            Optimizer = Optimizer,
            Schedule = Schedule,
            Steps = steps,
            Wants = MaskedLanguageModel.IsOfHead,
            IsKept = scale != Scale.Smoke,
        };
    }
}
