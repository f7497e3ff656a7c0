using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Impetus.Lab.Models.Encoders;

/// <summary>
/// An encoder with a head on the first token: a score for each class, or one number. Names and layers are those of Hugging Face's
/// <c>…ForSequenceClassification</c>, which differ by family.
/// </summary>
public sealed class SequenceClassifier : Module<EncoderInput, Tensor>, IPretrained
{
    private readonly Encoder _encoder;
    private readonly Module<Tensor, Tensor>[] _head;
    private readonly PretrainedWeights? _weights;

    /// <summary>Makes a classifier.</summary>
    /// <param name="configuration">The encoder's sizes.</param>
    /// <param name="outputs">Classes; 1 for a number.</param>
    /// <param name="weights">What its encoder starts from; null for random values. The scores' layer is always a new one.</param>
    public SequenceClassifier(EncoderConfiguration configuration, int outputs, PretrainedWeights? weights = null)
        : base(nameof(SequenceClassifier))
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        _weights = weights;
        _encoder = new Encoder(configuration, hasPooler: configuration.Family == EncoderFamily.Bert);
        register_module(configuration.Prefix, _encoder);
        int width = configuration.HiddenSize;
        Module<Tensor, Tensor> scores = Linear(width, outputs).StartingFrom(configuration.Initial);
        _head = configuration.Family switch
        {
            EncoderFamily.Roberta => [Registered("classifier", Sequential(("before", Left()), ("dense", Dense()), ("activation", Tanh()), ("dropout", Left()), ("out_proj", scores)))],
            EncoderFamily.Deberta => [Registered("pooler", Sequential(("dense", Dense()), ("activation", GELU()))), Registered("dropout", Left()), Registered("classifier", scores)],
            _ => [Registered("dropout", Left()), Registered("classifier", scores)],
        };

        Module<Tensor, Tensor> Left() => Dropout(configuration.Dropout);
        Module<Tensor, Tensor> Dense() => Linear(width, width).StartingFrom(configuration.Initial);
        Module<Tensor, Tensor> Registered(string name, Module<Tensor, Tensor> layer)
        {
            register_module(name, layer);
            return layer;
        }
    }

    /// <summary>The encoder without the head.</summary>
    public Encoder Encoder => _encoder;

    /// <summary>Scores (batch, classes).</summary>
    public override Tensor forward(EncoderInput input) => _head.Aggregate(_encoder.First(input), static (values, layer) => layer.call(values));

    /// <inheritdoc/>
    bool IPretrained.Fill(string parameter, Tensor values) =>
        _weights is not null && !parameter.StartsWith("classifier.", StringComparison.Ordinal) && _weights.Fill(parameter, values);
}
