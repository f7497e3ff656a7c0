using Impetus.Checkpoints;
using Impetus.Lab.Models;
using Impetus.Lab.Models.Graphs;
using Impetus.Lab.Models.Language;
using Impetus.Lab.Models.Layers;
using Impetus.Lab.Models.Translation;
using Impetus.Lab.Models.Vision;
using Impetus.Lab.Tasks;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Impetus.Lab.Tests.Models;

/// <summary>A network of tests/golden/networks: the lab's model with the file's parameters, inputs and loss.</summary>
internal sealed class GoldenNetwork : IDisposable
{
    private readonly SafetensorsFile _file;
    private readonly ScalarType _type;

    public GoldenNetwork(string name, ScalarType type)
    {
        (_file, _type) = (SafetensorsFile.Open(Path.Combine(Folder, "values", $"{name}.safetensors")), type);
        Model = CreateModel(name);
        Model.to(type);
        StopDrawing();
        using IDisposable constants = no_grad();
        foreach ((string parameter, TorchParameter values) in Model.named_parameters())
        {
            values.copy_(Tensor($"parameter/{parameter}"));
        }
        foreach ((string buffer, Tensor values) in Statistics)
        {
            values.copy_(Tensor($"buffer/{buffer}"));
        }
    }

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "golden", "networks");

    public static IEnumerable<string> Names => Directory.EnumerateFiles(Path.Combine(Folder, "values")).Select(static file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    public Module Model { get; }

    public IEnumerable<(string Name, Tensor Values)> Statistics => Model.named_buffers().Where(static named => named.buffer.dtype != int64);

    public static Module CreateModel(string name) => name switch
    {
        "mlp" => MultilayerPerceptron.Create(192, 5, hiddenLayers: 2, units: 24),
        "cnn" => SmallConvolutionalNetwork.Create(5),
        "resnet-18" => ResidualNetwork.Create18(ImageSize.Small, 5, width: 0.05),
        "resnet-50" => ResidualNetwork.Create50(ImageSize.Large, 5, width: 0.02),
        "vgg-19" => VggNetwork.Create19(ImageSize.Small, 5, width: 0.03),
        "wrn-10-1" => WideResidualNetwork.Create(10, 1, 5),
        "mobilenet" => MobileNetwork.Create(ImageSize.Small, 5, width: 0.03),
        "efficientnet-b0" => EfficientNetwork.CreateB0(5, width: 0.05),
        "vit" => new VisionTransformer(new(Side: 8, Channels: 3, Patch: 4, Width: 12, Layers: 2, Heads: 3, Classes: 5) { Expansion = 2 }),
        "llama" => new Llama(new() { Vocabulary = 19, HiddenSize = 16, IntermediateSize = 24, Layers = 2, Heads = 4, KeyValueHeads = 2 }),
        "llama-tied" => new Llama(new() { Vocabulary = 19, HiddenSize = 12, IntermediateSize = 20, Layers = 1, Heads = 3, TiedEmbeddings = true }),
        "lstm" => new LstmLanguageModel(new() { Vocabulary = 19, EmbeddingSize = 6, HiddenSize = 8, Layers = 2 }),
        "transformer" => new Transformer(new() { SourceVocabulary = 23, Width = 16, InnerWidth = 24, Layers = 2, Heads = 4 }),
        "graphsage" => new GraphSage(6, 4, hidden: 8),
        _ => throw new ArgumentException($"There is no model for the golden network {name}.", nameof(name)),
    };

    /// <summary>Lets dropout and stochastic depth evaluate, whatever the rest does.</summary>
    public void StopDrawing()
    {
        foreach (Module layer in Model.modules().Where(static layer => layer is TorchSharp.Modules.Dropout or StochasticDepth))
        {
            layer.eval();
        }
    }

    public bool Has(string name) => _file.Find(name) is not null;

    public Tensor Tensor(string name) => TensorValues.Copy<double>(_file.Read<double>(_file.Find(name)!)).reshape([.. _file.Find(name)!.Shape]).to(_type);

    public Tensor Output() => Model switch
    {
        LstmLanguageModel recurrent => recurrent.call(Indices("tokens"), null).Scores,
        Transformer transformer => transformer.call(Source(), Indices("target")),
        GraphSage ratings => ratings.call(Graph(), Tensor("input/users"), Tensor("input/items"), Indices("edge-users"), Indices("edge-items")),
        Llama llama => llama.call(Indices("tokens")),
        Module<Tensor, Tensor> classifier => classifier.call(Tensor("input/images")),
        _ => throw new InvalidOperationException("No golden network has such a model."),
    };

    public Tensor Loss(Tensor output) => Model is GraphSage
        ? functional.mse_loss(output, Tensor("input/targets"))
        : functional.cross_entropy(output.reshape(-1, output.shape[^1]), Indices("labels").reshape(-1), label_smoothing: Model is Transformer ? 0.1 : 0);

    public void Dispose()
    {
        Model.Dispose();
        _file.Dispose();
    }

    private Tensor Indices(string name) => Tensor($"input/{name}").to(int64);

    private PaddedSentences Source()
    {
        Tensor source = Indices("source");
        return PaddedSentences.Of(
            [.. Indices("lengths").ToArray<long>().Select((length, row) => Array.ConvertAll(source[row].ToArray<long>()[..(int)length], static token => (int)token))], _type);
    }

    private BipartiteGraph Graph() => new(
        (int)Tensor("input/users").shape[0],
        (int)Tensor("input/items").shape[0],
        Indices("known-users").ToArray<long>().Zip(Indices("known-items").ToArray<long>(), static (user, item) => ((int)user, (int)item)),
        _type);
}
