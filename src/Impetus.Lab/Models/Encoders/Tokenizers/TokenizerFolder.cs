using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Impetus.Lab.Data.Text;
using Impetus.Lab.Json;
using Microsoft.ML.Tokenizers;

namespace Impetus.Lab.Models.Encoders.Tokenizers;

/// <summary>Reads the tokenizer of an encoder from its folder.</summary>
internal static partial class TokenizerFolder
{
    private const string Mend = "take the file that belongs to the weights";
    private const string WordPieces = "vocab.txt", Whole = "tokenizer.json", BytePairs = "vocab.json", Merges = "merges.txt", Options = "tokenizer_config.json";

    /// <summary>All files that a tokenizer may consist of.</summary>
    public static IReadOnlyList<string> Files { get; } = [WordPieces, Whole, BytePairs, Merges, Options, "special_tokens_map.json", "added_tokens.json"];

    /// <summary>Reads the vocabulary that is there: <c>vocab.txt</c>, <c>vocab.json</c> with <c>merges.txt</c>, or <c>tokenizer.json</c>.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="family">The encoder.</param>
    /// <exception cref="LabException">There is none, or it is damaged or of another kind.</exception>
    public static EncoderTokenizer Read(string folder, EncoderFamily family)
    {
        string words = Path.Combine(folder, WordPieces), pairs = Path.Combine(folder, BytePairs), merges = Path.Combine(folder, Merges), whole = Path.Combine(folder, Whole);
        Vocabulary vocabulary =
            family == EncoderFamily.Bert && File.Exists(words) ? OfLines(words, IsLowerCase(folder))
            : family != EncoderFamily.Bert && File.Exists(pairs) && File.Exists(merges) ? OfPairs(pairs, merges)
            : File.Exists(whole) ? OfWhole(whole)
            : throw new LabException(
                $"there is no vocabulary in {folder}: it needs {(family == EncoderFamily.Bert ? WordPieces : $"{BytePairs} and {Merges}")}, or {Whole}, beside the weights.");
        if (vocabulary.Merges is null == (family != EncoderFamily.Bert))
        {
            throw new LabException($"{vocabulary.Source} holds {(vocabulary.Merges is null ? "pieces of words" : "pairs of bytes")}, which are not what {family} reads; {Mend}.");
        }

        SpecialTokens special = SpecialOf(vocabulary, family);
        int count = vocabulary.Tokens.Values.Max() + 1;
        try
        {
            return new(family == EncoderFamily.Bert ? WordPieceTokenizer(vocabulary) : BytePairTokenizer(vocabulary, family), special, count, vocabulary.Source);
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            // What the library says of merges that lead nowhere.
            throw new LabException($"the vocabulary {vocabulary.Source} is damaged: {error.Message.TrimEnd('.')}; {Mend}.", error);
        }
    }

    private static BertTokenizer WordPieceTokenizer(Vocabulary vocabulary)
    {
        // The library reads one token a line, in the order of their numbers; numbers that nobody has get a token that nobody writes.
        string[] lines = new string[vocabulary.Tokens.Values.Max() + 1];
        foreach ((string token, int number) in vocabulary.Tokens)
        {
            lines[number] = token;
        }

        for (int number = 0; number < lines.Length; number++)
        {
            lines[number] ??= $"[nobody {number}]";
        }

        using MemoryStream stream = new(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));
        return BertTokenizer.Create(stream, new BertOptions { LowerCaseBeforeTokenization = vocabulary.IsLowerCase });
    }

    private static BpeTokenizer BytePairTokenizer(Vocabulary vocabulary, EncoderFamily family)
    {
        Dictionary<string, int> special = NamesOf(family).Distinct().ToDictionary(static name => name, name => vocabulary.Tokens[name], StringComparer.Ordinal);
        return BpeTokenizer.Create(new BpeOptions(vocabulary.Tokens)
        {
            Merges = vocabulary.Merges,
            ByteLevel = true,
            PreTokenizer = new RegexPreTokenizer(WordsOfGpt2(), special),
            SpecialTokens = special,
        });
    }

    private static string[] NamesOf(EncoderFamily family) => family == EncoderFamily.Roberta
        ? ["<s>", "</s>", "<pad>", "<mask>", "<unk>"]
        : ["[CLS]", "[SEP]", "[PAD]", "[MASK]", "[UNK]"];

    private static SpecialTokens SpecialOf(Vocabulary vocabulary, EncoderFamily family)
    {
        int[] numbers = Array.ConvertAll(NamesOf(family), name => vocabulary.Tokens.TryGetValue(name, out int number)
            ? number
            : throw new LabException($"the vocabulary {vocabulary.Source} has no token {name}, which {family} needs; {Mend}."));
        int end = numbers[1];
        return new(numbers[0], end, numbers[2], numbers[3], family == EncoderFamily.Roberta ? [end, end] : [end], HasSegments: family != EncoderFamily.Roberta);
    }

    private static Vocabulary OfLines(string path, bool isLowerCase)
    {
        string[] lines = [.. TextLines.Read(path)];
        Dictionary<string, int> tokens = new(lines.Length, StringComparer.Ordinal);
        for (int number = 0; number < lines.Length; number++)
        {
            tokens[lines[number]] = number;
        }

        return tokens.Count > 0 ? new(path, tokens, null, isLowerCase) : throw new LabException($"the vocabulary {path} is empty; {Mend}.");
    }

    private static Vocabulary OfPairs(string vocabulary, string merges) => new(
        vocabulary,
        JsonFile.Read(vocabulary, Mend, Numbers),
        [.. TextLines.Read(merges).Where(static (line, index) => line.Length > 0 && !(index == 0 && line.StartsWith("#version", StringComparison.Ordinal)))],
        IsLowerCase: false);

    private static Vocabulary OfWhole(string path) => JsonFile.Read(path, Mend, root =>
    {
        JsonElement model = Member(root, "model", JsonValueKind.Object);
        string? kind = model.TryGetProperty("type", out JsonElement type) ? type.ToString() : null;
        if (kind is not ("WordPiece" or "BPE"))
        {
            throw new JsonException($"'model.type' is '{kind}', and tokenizers here are WordPiece and BPE");
        }

        Dictionary<string, int> tokens = Numbers(Member(model, "vocab", JsonValueKind.Object));
        foreach (JsonElement added in root.TryGetProperty("added_tokens", out JsonElement list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default)
        {
            tokens[Member(added, "content", JsonValueKind.String).GetString()!] = Number(Member(added, "id", JsonValueKind.Number), "added_tokens");
        }

        bool isLowerCase = root.TryGetProperty("normalizer", out JsonElement normalizer) && normalizer.ValueKind == JsonValueKind.Object
            && normalizer.TryGetProperty("lowercase", out JsonElement lower) && lower.ValueKind == JsonValueKind.True;
        string[]? merges = kind == "BPE" ? [.. Member(model, "merges", JsonValueKind.Array).EnumerateArray().Select(Merge)] : null;
        return new Vocabulary(path, tokens, merges, isLowerCase);
    });

    // Two words with a space between them, or a list of the two.
    private static string Merge(JsonElement merge) => merge.ValueKind switch
    {
        JsonValueKind.String => merge.GetString()!,
        JsonValueKind.Array when merge.GetArrayLength() == 2 => $"{merge[0]} {merge[1]}",
        _ => throw new JsonException($"'model.merges' holds {merge.GetRawText()} instead of two pieces"),
    };

    private static bool IsLowerCase(string folder)
    {
        string options = Path.Combine(folder, Options);
        return !File.Exists(options) || JsonFile.Read(options, Mend, static root =>
            root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("do_lower_case", out JsonElement lower) || lower.ValueKind != JsonValueKind.False);
    }

    private static Dictionary<string, int> Numbers(JsonElement vocabulary)
    {
        if (vocabulary.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("it holds no list of tokens with their numbers");
        }

        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        foreach (JsonProperty token in vocabulary.EnumerateObject())
        {
            numbers[token.Name] = Number(token.Value, token.Name);
        }

        return numbers.Count > 0 ? numbers : throw new JsonException("it holds no tokens");
    }

    private static int Number(JsonElement value, string place) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number is >= 0 and < 1 << 24
            ? number
            : throw new JsonException($"'{place}' is {value.GetRawText()} instead of a token's number");

    private static JsonElement Member(JsonElement element, string name, JsonValueKind kind) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement member) && member.ValueKind == kind
            ? member
            : throw new JsonException($"'{name}' is missing or no {kind}");

    // What GPT-2 cuts texts into before it looks for pairs (Radford et al. 2019, released code).
    [GeneratedRegex(@"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+")]
    private static partial Regex WordsOfGpt2();

    private sealed record Vocabulary(string Source, Dictionary<string, int> Tokens, IReadOnlyList<string>? Merges, bool IsLowerCase);
}
