using System.Text.Json;
using Impetus.Lab.Json;

namespace Impetus.Lab.Models.Encoders;

/// <summary>Reads Hugging Face's <c>config.json</c>.</summary>
internal static class EncoderConfigurationFile
{
    /// <summary>The file's name.</summary>
    public const string Name = "config.json";

    private const string Mend = "take the file that belongs to the weights";

    // 110 million for BERT; nobody has a table of this many rows.
    private const int Largest = 1 << 24;

    private static readonly Dictionary<string, EncoderFamily> Families = new(StringComparer.Ordinal)
    {
        ["bert"] = EncoderFamily.Bert,
        ["roberta"] = EncoderFamily.Roberta,
        ["deberta"] = EncoderFamily.Deberta,
    };

    /// <summary>Reads one.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="LabException">It is missing or damaged, or describes an encoder of another kind.</exception>
    public static EncoderConfiguration Read(string path) => JsonFile.Read(path, Mend, root =>
    {
        Members members = new(root);
        string type = members.Text("model_type") ?? throw new JsonException("'model_type' is missing");
        if (!Families.TryGetValue(type, out EncoderFamily family))
        {
            throw new JsonException($"it describes a model of the type '{type}', and encoders here are {string.Join(", ", Families.Keys)}");
        }

        bool isRelative = family == EncoderFamily.Deberta && members.Truth("relative_attention", false);
        string[] attention = isRelative ? members.Words("pos_att_type") : [];
        int positions = members.Whole("max_position_embeddings", 512);
        EncoderConfiguration configuration = new()
        {
            Family = family,
            Vocabulary = members.Whole("vocab_size"),
            HiddenSize = members.Whole("hidden_size"),
            IntermediateSize = members.Whole("intermediate_size"),
            Layers = members.Whole("num_hidden_layers"),
            Heads = members.Whole("num_attention_heads"),
            Positions = positions,
            TokenTypes = members.Whole("type_vocab_size", family == EncoderFamily.Deberta ? 0 : 2, least: 0),
            PaddingToken = members.Whole("pad_token_id", family == EncoderFamily.Roberta ? 1 : 0, least: 0),
            AddsPositions = family != EncoderFamily.Deberta || members.Truth("position_biased_input", true),
            RelativePositions = !isRelative ? 0 : members.Whole("max_relative_positions", -1, least: -1) is > 0 and var most ? most : positions,
            ContentToPosition = attention.Contains("c2p"),
            PositionToContent = attention.Contains("p2c"),
            NormEpsilon = members.Share("layer_norm_eps", family == EncoderFamily.Deberta ? 1e-7 : 1e-12),
            Dropout = members.Share("hidden_dropout_prob", 0.1),
            AttentionDropout = members.Share("attention_probs_dropout_prob", 0.1),
            InitialDeviation = members.Share("initializer_range", 0.02),
        };
        members.Refuse("hidden_act", "gelu");
        members.Refuse("position_embedding_type", "absolute");
        return members.Truth("talking_head", false) || members.Whole("embedding_size", configuration.HiddenSize) != configuration.HiddenSize
            ? throw new JsonException("it asks for 'talking_head' or an 'embedding_size' of its own, which are not here")
            : configuration.HiddenSize % configuration.Heads != 0 ? throw new JsonException($"{configuration.Heads} heads do not divide the width {configuration.HiddenSize}")
            : configuration.LongestText < 2 ? throw new JsonException($"'max_position_embeddings' is {positions}, too few for any text")
            : configuration;
    });

    /// <summary>Members by name; what is absent or null is the default.</summary>
    private sealed class Members(JsonElement root)
    {
        private readonly JsonElement _root = root.ValueKind == JsonValueKind.Object ? root : throw new JsonException("it is no object");

        public string? Text(string name) => Find(name) is { } value
            ? value.ValueKind == JsonValueKind.String ? value.GetString() : throw Wrong(name, value, "a text")
            : null;

        public bool Truth(string name, bool initial) => Find(name) is { } value
            ? value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Wrong(name, value, "true or false")
            : initial;

        public int Whole(string name, int? initial = null, int least = 1)
        {
            if (Find(name) is not { } value)
            {
                return initial ?? throw new JsonException($"'{name}' is missing");
            }

            return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int whole) && whole >= least && whole <= Largest
                ? whole
                : throw Wrong(name, value, $"a whole number from {least} to {Largest}");
        }

        public double Share(string name, double initial) => Find(name) is { } value
            ? value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double share) && share is >= 0 and < 1 ? share : throw Wrong(name, value, "a number from 0 to 1")
            : initial;

        // A list, or its words with bars between them.
        public string[] Words(string name) => Find(name) switch
        {
            null => [],
            { ValueKind: JsonValueKind.String } value => value.GetString()!.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            { ValueKind: JsonValueKind.Array } value when value.EnumerateArray().All(static word => word.ValueKind == JsonValueKind.String) => [.. value.EnumerateArray().Select(static word => word.GetString()!)],
            { } value => throw Wrong(name, value, "a list of words"),
        };

        public void Refuse(string name, string only)
        {
            if (Text(name) is { } other && other != only)
            {
                throw new JsonException($"'{name}' is '{other}', and only '{only}' is here");
            }
        }

        private JsonElement? Find(string name) => _root.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

        private static JsonException Wrong(string name, JsonElement value, string expected) => new($"'{name}' is {value.GetRawText()} instead of {expected}");
    }
}
