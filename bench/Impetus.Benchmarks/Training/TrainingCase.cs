using Impetus.Lab.Models;
using Impetus.Lab.Models.Encoders;
using Impetus.Lab.Models.Language;
using Impetus.Lab.Models.Vision;
using static TorchSharp.torch;

namespace Impetus.Benchmarks.Training;

/// <summary>A model and a batch to train it on; bench/peers/torch_training.py has the same under the same name.</summary>
/// <param name="Name">The name there and here.</param>
/// <param name="CreateModel">Makes the model, not yet initialised.</param>
/// <param name="CreateBatch">Makes inputs and targets.</param>
internal sealed record TrainingCase(string Name, Func<nn.Module> CreateModel, Func<(Tensor Inputs, Tensor Targets)> CreateBatch)
{
    private const int Classes = 10;
    private const int Words = 2_000;

    private static readonly EncoderConfiguration MiniLm = new()
    {
        Family = EncoderFamily.Bert,
        Vocabulary = 30_522,
        HiddenSize = 384,
        IntermediateSize = 1_536,
        Layers = 6,
        Heads = 12,
        Positions = 512,
        TokenTypes = 2,
    };

    /// <summary>Every case that has its like in PyTorch.</summary>
    public static IReadOnlyList<TrainingCase> All { get; } =
    [
        new("mlp", static () => MultilayerPerceptron.Create(3 * 32 * 32, Classes, hiddenLayers: 2), static () => Images(128, 3, 32)),
        new("cnn", static () => SmallConvolutionalNetwork.Create(Classes), static () => Images(128, 1, 28)),
        new("resnet18-quarter", static () => ResidualNetwork.Create18(ImageSize.Small, Classes, width: 0.25), static () => Images(128, 3, 32)),
        new("resnet18", static () => ResidualNetwork.Create18(ImageSize.Small, Classes), static () => Images(16, 3, 32)),
        new("lstm", static () => new LstmLanguageModel(LstmConfiguration.Small(Words)), static () => Tokens(20, 35)) { Scores = static (model, tokens) => ((LstmLanguageModel)model).call(tokens, null).Scores },
        new("llama", static () => new Llama(LlamaSizes.Medium(Words)), static () => Tokens(4, 128)),
        new("minilm", static () => new SequenceClassifier(MiniLm, Classes), static () => (Tokens(16, 64).Inputs, Images(16, 1, 1).Targets)) { Scores = static (model, tokens) => ((SequenceClassifier)model).call(new EncoderInput(tokens, null, null)) },
    ];

    /// <summary>Networks to weigh optimizers on, with the batches that the lab's tasks take at cpu scale.</summary>
    public static IReadOnlyList<TrainingCase> Shares { get; } =
    [
        Named("cnn") with { Batch = "128 images of 28x28" },
        Named("mlp") with { Batch = "128 images of 3x32x32" },
        Named("resnet18-quarter") with { Batch = "128 images of 3x32x32" },
        Named("llama") with { CreateBatch = static () => Tokens(8, 128), Batch = "8 texts of 128" },
    ];

    /// <summary>What a batch is.</summary>
    public string Batch { get; init; } = "";

    /// <summary>The model's scores, the classes in the last dimension.</summary>
    public Func<nn.Module, Tensor, Tensor> Scores { get; init; } = static (model, inputs) => ((nn.Module<Tensor, Tensor>)model).call(inputs);

    /// <summary>The loss of the batch.</summary>
    public Tensor Loss(nn.Module model, Tensor inputs, Tensor targets)
    {
        Tensor scores = Scores(model, inputs);
        return nn.functional.cross_entropy(scores.reshape(-1, scores.shape[^1]), targets);
    }

    private static TrainingCase Named(string name) => All.Single(each => each.Name == name);

    private static (Tensor Inputs, Tensor Targets) Images(int batch, int channels, int side)
    {
        Random random = new(1);
        return (
            tensor([.. Enumerable.Range(0, batch * channels * side * side).Select(_ => random.NextSingle() - 0.5f)], [batch, channels, side, side]),
            tensor([.. Enumerable.Range(0, batch).Select(_ => random.NextInt64(Classes))], [batch]));
    }

    private static (Tensor Inputs, Tensor Targets) Tokens(int batch, int length)
    {
        Random random = new(1);
        return (
            tensor([.. Enumerable.Range(0, batch * length).Select(_ => random.NextInt64(Words))], [batch, length]),
            tensor([.. Enumerable.Range(0, batch * length).Select(_ => random.NextInt64(Words))], [batch * length]));
    }

}
