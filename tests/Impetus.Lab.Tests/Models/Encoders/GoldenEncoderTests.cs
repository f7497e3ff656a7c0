using Impetus.Checkpoints;
using Impetus.Lab.Models;
using Impetus.Lab.Models.Encoders;
using Impetus.Lab.Models.Encoders.Tokenizers;
using Impetus.Lab.Tasks;
using TorchSharp;
using static TorchSharp.torch;

namespace Impetus.Lab.Tests.Models.Encoders;

/// <summary>Small encoders under Hugging Face's names, beside an implementation that has nothing of ours (tests/golden/encoders).</summary>
[Collection(NetworkEngine.Collection)]
public sealed class GoldenEncoderTests
{
    private const double Tolerance = 1e-12;

    [Theory]
    [InlineData(EncoderFamily.Bert)]
    [InlineData(EncoderFamily.Roberta)]
    [InlineData(EncoderFamily.Deberta)]
    public void Padded_together_texts_get_what_each_gets_by_itself(EncoderFamily family)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable constants = no_grad();
        string folder = Path.Combine(AppContext.BaseDirectory, "golden", "encoders", family.ToString().ToLowerInvariant());
        using SafetensorsFile expected = SafetensorsFile.Open(Path.Combine(folder, "expected.safetensors"));
        EncodedText[] texts = Texts(expected);
        EncoderInput input = EncoderInput.Of(texts, padding: family == EncoderFamily.Roberta ? 1 : 0);
        long length = input.Tokens.shape[1];
        long[] places = [.. texts.SelectMany((text, row) => Enumerable.Range(0, text.Tokens.Count).Select(position => (row * length) + position))];

        using MaskedLanguageModel masked = new(Configuration(family));
        Load(masked, Path.Combine(folder, "masked.safetensors"));
        Tensor hidden = masked.Encoder.call(input).reshape(-1, 12).index_select(0, TensorValues.Copy<long>(places));
        AssertNear("masked-hidden", hidden);
        AssertNear("masked-scores", masked.call(input, TensorValues.Copy<long>(places)));

        using SequenceClassifier classifier = new(Configuration(family), 3);
        Load(classifier, Path.Combine(folder, "classifier.safetensors"));
        AssertNear("classifier-scores", classifier.call(input));

        void AssertNear(string name, Tensor values)
        {
            double[] theirs = expected.Read<double>(expected.Find(name)!), ours = values.ToArray<double>();
            Assert.Equal(theirs.Length, ours.Length);
            Assert.InRange(theirs.Zip(ours).Max(static pair => Math.Abs(pair.First - pair.Second)), 0, Tolerance);
        }
    }

    // Every name and shape of the file has to be the model's, and the other way round.
    private static void Load(nn.Module model, string path)
    {
        model.to(ScalarType.Float64);
        ModuleCheckpoint.Load(model, path);
        model.eval();
    }

    private static EncodedText[] Texts(SafetensorsFile file)
    {
        double[] tokens = file.Read<double>(file.Find("tokens")!), segments = file.Read<double>(file.Find("segments")!), lengths = file.Read<double>(file.Find("lengths")!);
        int width = tokens.Length / lengths.Length;
        return [.. lengths.Select((length, row) => new EncodedText(
            [.. tokens.Skip(row * width).Take((int)length).Select(static token => (int)token)],
            segments.Skip(row * width).Take((int)length).Count(static segment => segment == 0)))];
    }

    private static EncoderConfiguration Configuration(EncoderFamily family) => new()
    {
        Family = family,
        Vocabulary = 29,
        HiddenSize = 12,
        IntermediateSize = 20,
        Layers = 2,
        Heads = 3,
        Positions = 16,
        TokenTypes = family switch { EncoderFamily.Bert => 2, EncoderFamily.Roberta => 1, _ => 0 },
        PaddingToken = family == EncoderFamily.Roberta ? 1 : 0,
        AddsPositions = family != EncoderFamily.Deberta,
        RelativePositions = family == EncoderFamily.Deberta ? 5 : 0,
        ContentToPosition = true,
        PositionToContent = true,
        NormEpsilon = family switch { EncoderFamily.Bert => 1e-12, EncoderFamily.Roberta => 1e-5, _ => 1e-7 },
    };
}
