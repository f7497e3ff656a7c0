using Impetus.Lab.Models;
using Impetus.Lab.Models.Graphs;
using Impetus.Lab.Models.Language;
using Impetus.Lab.Models.Translation;
using Impetus.Lab.Models.Vision;
using Impetus.Lab.Tasks;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Impetus.Lab.Tests.Models;

/// <summary>A small model of every kind, with the loss of a batch.</summary>
internal sealed record TrainedModel(string Name, Module Model, Func<Tensor> Loss)
{
    private const int Words = 40;

    /// <summary>The names of all.</summary>
    public static IEnumerable<string> Names =>
        ["MLP", "CNN", "ResNet-18", "ResNet-50", "VGG-19", "WRN", "MobileNet", "EfficientNet", "LSTM", "LLaMA", "LLaMA, grouped", "Transformer", "GraphSAGE"];

    /// <summary>Makes one with its initial values.</summary>
    /// <param name="name">Which.</param>
    /// <param name="type">Single or double precision.</param>
    public static TrainedModel Create(string name, ScalarType type = ScalarType.Float32)
    {
        TrainedModel made = name switch
        {
            "MLP" => Classifier(MultilayerPerceptron.Create(3 * 16 * 16, 5, hiddenLayers: 2, units: 128), 32, 3, 16),
            "CNN" => Classifier(SmallConvolutionalNetwork.Create(5), 16, 1, 28),
            "ResNet-18" => Classifier(ResidualNetwork.Create18(ImageSize.Small, 5, width: 0.125), 16, 3, 16),
            "ResNet-50" => Classifier(ResidualNetwork.Create50(ImageSize.Large, 5, width: 0.125), 8, 3, 64),
            "VGG-19" => Classifier(VggNetwork.Create19(ImageSize.Large, 5, width: 0.03), 8, 3, 64),
            "WRN" => Classifier(WideResidualNetwork.Create(10, 1, 5, dropout: 0.2), 16, 3, 16),
            "MobileNet" => Classifier(MobileNetwork.Create(ImageSize.Small, 5, width: 0.25), 16, 3, 16),
            "EfficientNet" => Classifier(EfficientNetwork.CreateB0(5, width: 0.25), 8, 3, 64),
            "LSTM" => Recurrent(),
            "LLaMA" => Causal(new Llama(LlamaSizes.Tiny(Words))),
            "LLaMA, grouped" => Causal(new Llama(LlamaSizes.Tiny(Words) with { KeyValueHeads = 2, TiedEmbeddings = true })),
            "Transformer" => Translator(),
            "GraphSAGE" => Ratings(),
            _ => throw new ArgumentException(name, nameof(name)),
        };
        made.Model.Initialize(1);
        made.Model.to(type);
        return made with { Name = name };

        TrainedModel Classifier(Module<Tensor, Tensor> model, int batch, int channels, int side)
        {
            Tensor images = Noise(batch, channels, side, side), labels = Tokens(5, batch);
            return new(name, model, () => functional.cross_entropy(model.call(images), labels));
        }

        TrainedModel Causal(Llama model)
        {
            Tensor input = Tokens(Words, 4, 24), labels = Tokens(Words, 4 * 24);
            return new(name, model, () => functional.cross_entropy(model.call(input).reshape(-1, Words), labels));
        }

        TrainedModel Recurrent()
        {
            LstmLanguageModel model = new(new() { Vocabulary = Words, EmbeddingSize = 32, HiddenSize = 48, Layers = 2, Dropout = 0.2 });
            Tensor input = Tokens(Words, 8, 20), labels = Tokens(Words, 8 * 20);
            return new(name, model, () => functional.cross_entropy(model.call(input, null).Scores.reshape(-1, Words), labels));
        }

        TrainedModel Translator()
        {
            Transformer model = new(new() { SourceVocabulary = Words, Width = 64, InnerWidth = 128, Layers = 2, Heads = 4, Dropout = 0.1 });
            int[][] sentences = [.. Enumerable.Range(0, 16).Select(row => Enumerable.Range(row, 4 + row % 5).ToArray())];
            PaddedSentences source = PaddedSentences.Of(sentences, type);
            Tensor input = Tokens(Words, 16, 9), labels = Tokens(Words, 16 * 9);
            return new(name, model, () => functional.cross_entropy(model.call(source, input).reshape(-1, Words), labels, label_smoothing: 0.1));
        }

        TrainedModel Ratings()
        {
            const int Users = 60, Items = 80, Edges = 2_000;
            GraphSage model = new(12, 7, hidden: 16);
            Tensor users = Noise(Users, 12), items = Noise(Items, 7), edgeUsers = Tokens(Users, Edges), edgeItems = Tokens(Items, Edges), ratings = Noise(Edges);
            BipartiteGraph graph = new(Users, Items, edgeUsers.ToArray<long>().Zip(edgeItems.ToArray<long>(), (user, item) => ((int)user, (int)item)), type);
            return new(name, model, () => functional.mse_loss(model.call(graph, users, items, edgeUsers, edgeItems), ratings));
        }

        Tensor Noise(params long[] shape)
        {
            Random random = new(1);
            return TensorValues.Copy<float>([.. Enumerable.Range(0, (int)shape.Aggregate((a, b) => a * b)).Select(_ => random.NextSingle() - 0.5f)], shape).to(type);
        }

        static Tensor Tokens(int kinds, params long[] shape)
        {
            Random random = new(2);
            return TensorValues.Copy<long>([.. Enumerable.Range(0, (int)shape.Aggregate((a, b) => a * b)).Select(_ => random.NextInt64(kinds))], shape);
        }
    }
}
