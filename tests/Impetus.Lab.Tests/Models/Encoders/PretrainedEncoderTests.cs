using System.Text.Json.Nodes;
using Impetus.Lab.Models.Encoders;
using Impetus.Lab.Tasks;
using static TorchSharp.torch;

namespace Impetus.Lab.Tests.Models.Encoders;

/// <summary>Folders of encoders that users bring, some of them put together wrongly.</summary>
[Collection(NetworkEngine.Collection)]
public sealed class PretrainedEncoderTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("impetus-encoder-");
    private readonly string _folder;

    public PretrainedEncoderTests() => _folder = SmallEncoder.Write(Path.Combine(_root.FullName, "small"));

    public void Dispose() => _root.Delete(recursive: true);

    [Theory]
    [InlineData("bert.", "LayerNorm.weight", "F32")]
    [InlineData("", "LayerNorm.gamma", "F32")]
    [InlineData("bert.", "LayerNorm.weight", "F16")]
    [InlineData("", "LayerNorm.weight", "BF16")]
    public void Weights_are_found_under_the_names_that_others_save_them_with(string prefix, string norm, string type)
    {
        float[] before = Values();
        Rewrite(name => (prefix + name.Replace("LayerNorm.weight", norm, StringComparison.Ordinal), type));

        Assert.InRange(before.Zip(Values()).Max(static pair => Math.Abs(pair.First - pair.Second)), 0, type == "F32" ? 0 : 0.005);
    }

    [Fact]
    public void A_missing_tensor_is_named()
    {
        Rewrite(static name => name == "encoder.layer.1.output.dense.bias" ? null : (name, "F32"));
        Assert.Contains("the tensor encoder.layer.1.output.dense.bias is missing", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Layers_that_the_configuration_does_not_have_are_refused()
    {
        Configure("num_hidden_layers", 1);
        Assert.Contains("encoder.layer.1.", Refusal(), StringComparison.Ordinal);
        Configure("num_hidden_layers", 3);
        Assert.Contains("is missing", Refusal(), StringComparison.Ordinal);
        Configure("num_hidden_layers", 2);
        Configure("intermediate_size", 32);
        Assert.Contains("and config.json asks for [32, 16]", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_vocabulary_of_another_model_is_refused()
    {
        File.AppendAllText(Path.Combine(_folder, "vocab.txt"), "more\n");
        Assert.Contains("vocab.txt does not fit the weights", Refusal(), StringComparison.Ordinal);
        File.WriteAllLines(Path.Combine(_folder, "vocab.txt"), SmallEncoder.Vocabulary.Where(static word => word != "[SEP]"));
        Assert.Contains("has no token [SEP]", Refusal(), StringComparison.Ordinal);
        File.Delete(Path.Combine(_folder, "vocab.txt"));
        Assert.Contains("there is no vocabulary in", Refusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model_type", "gpt2", "a model of the type 'gpt2'")]
    [InlineData("hidden_act", "relu", "only 'gelu' is here")]
    [InlineData("num_attention_heads", 3, "3 heads do not divide the width 16")]
    [InlineData("hidden_size", "wide", "'hidden_size' is")]
    [InlineData("vocab_size", null, "'vocab_size' is missing")]
    public void A_configuration_says_what_is_wrong_with_it(string member, object? value, string reason)
    {
        Configure(member, value);
        Assert.Contains(reason, Refusal(), StringComparison.Ordinal);
        Assert.Contains("config.json", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_in_other_forms_are_named()
    {
        File.Move(Path.Combine(_folder, "model.safetensors"), Path.Combine(_folder, "pytorch_model.bin"));
        Assert.Contains("pytorch_model.bin", Refusal(), StringComparison.Ordinal);
        File.Delete(Path.Combine(_folder, "pytorch_model.bin"));
        Assert.Contains("model.safetensors is missing", Refusal(), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_folder, "model.safetensors"), "none");
        Assert.Contains("is not a safetensors file", Refusal(), StringComparison.Ordinal);
        Assert.Contains("it is no folder", Assert.Throws<LabException>(() => PretrainedEncoder.Read("/nonexistent/encoder")).Message, StringComparison.Ordinal);
    }

    private string Refusal() => Assert.Throws<LabException>(() => PretrainedEncoder.Read(_folder)).Message;

    private void Configure(string member, object? value)
    {
        string file = Path.Combine(_folder, "config.json");
        JsonObject configuration = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        configuration[member] = value is int number ? number : (JsonNode?)(string?)value;
        File.WriteAllText(file, configuration.ToJsonString());
    }

    private float[] Values()
    {
        using PretrainedEncoder pretrained = PretrainedEncoder.Read(_folder);
        using Encoder encoder = pretrained.CreateEncoder();
        return [.. encoder.parameters().SelectMany(static parameter => parameter.ToArray<float>())];
    }

    // Written by hand: our own writer takes single and double precision alone.
    private void Rewrite(Func<string, (string Name, string Type)?> kept)
    {
        using PretrainedEncoder pretrained = PretrainedEncoder.Read(_folder);
        using Encoder encoder = pretrained.CreateEncoder();
        JsonObject header = [];
        using MemoryStream bytes = new();
        foreach ((string name, TorchParameter parameter) in encoder.named_parameters())
        {
            if (kept(name) is { } entry)
            {
                long start = bytes.Length;
                using Tensor converted = parameter.detach().to(entry.Type switch { "F16" => ScalarType.Float16, "BF16" => ScalarType.BFloat16, _ => ScalarType.Float32 });
                bytes.Write(converted.bytes);
                header[entry.Name] = new JsonObject { ["dtype"] = entry.Type, ["shape"] = new JsonArray([.. parameter.shape.Select(static length => (JsonNode)length)]), ["data_offsets"] = new JsonArray(start, bytes.Length) };
            }
        }

        byte[] text = System.Text.Encoding.UTF8.GetBytes(header.ToJsonString());
        File.WriteAllBytes(Path.Combine(_folder, "model.safetensors"), [.. BitConverter.GetBytes((long)text.Length), .. text, .. bytes.ToArray()]);
    }
}
