using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Impetus.Checkpoints;
using Impetus.Lab.Models.Encoders.Tokenizers;
using static TorchSharp.torch;

namespace Impetus.Lab.Models.Encoders;

/// <summary>Writes a fine-tuned encoder as Hugging Face lays one out: <c>config.json</c>, <c>model.safetensors</c>, and the files of the tokenizer.</summary>
internal static class EncoderFolder
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a classifier.</summary>
    /// <param name="origin">What it was fine-tuned from.</param>
    /// <param name="model">The classifier.</param>
    /// <param name="labels">The classes' names; empty if it gives a number.</param>
    /// <param name="folder">An empty folder.</param>
    public static void Write(PretrainedEncoder origin, SequenceClassifier model, IReadOnlyList<string> labels, string folder)
    {
        JsonObject configuration = Configuration(origin, "ForSequenceClassification");
        string[] names = labels.Count > 0 ? [.. labels] : ["LABEL_0"];
        configuration["problem_type"] = labels.Count > 0 ? "single_label_classification" : "regression";
        configuration["id2label"] = new JsonObject(names.Select(static (name, number) => KeyValuePair.Create(number.ToString(CultureInfo.InvariantCulture), (JsonNode?)name)));
        configuration["label2id"] = new JsonObject(names.Select(static (name, number) => KeyValuePair.Create(name, (JsonNode?)number)));
        Write(origin, model, configuration, folder);
    }

    /// <summary>Writes a model with a head for masked tokens.</summary>
    /// <param name="origin">What it was fine-tuned from.</param>
    /// <param name="model">The model.</param>
    /// <param name="folder">An empty folder.</param>
    public static void Write(PretrainedEncoder origin, MaskedLanguageModel model, string folder) =>
        Write(origin, model, Configuration(origin, "ForMaskedLM"), folder);

    private static JsonObject Configuration(PretrainedEncoder origin, string head)
    {
        JsonObject configuration = JsonNode.Parse(File.ReadAllText(Path.Combine(origin.Folder, EncoderConfigurationFile.Name)))!.AsObject();
        configuration["architectures"] = new JsonArray($"{origin.Configuration.Family}{head}");
        configuration["torch_dtype"] = "float32";
        return configuration;
    }

    private static void Write(PretrainedEncoder origin, nn.Module model, JsonObject configuration, string folder)
    {
        File.WriteAllText(Path.Combine(folder, EncoderConfigurationFile.Name), configuration.ToJsonString(Readable) + "\n");
        SafetensorsWriter writer = new();
        // Without it Hugging Face's loader refuses the file.
        writer.AddMetadata("format", "pt");
        ModuleCheckpoint.AddTo(writer, model);
        writer.Write(Path.Combine(folder, PretrainedEncoder.WeightsFile));
        foreach (string file in TokenizerFolder.Files.Where(file => File.Exists(Path.Combine(origin.Folder, file))))
        {
            File.Copy(Path.Combine(origin.Folder, file), Path.Combine(folder, file));
        }
    }
}
