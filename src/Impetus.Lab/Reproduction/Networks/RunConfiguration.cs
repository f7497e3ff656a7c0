using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Reproduction.Networks;

/// <summary>Everything that the result of one training run depends on. Experiments that need the same run share it.</summary>
internal sealed record RunConfiguration
{
    /// <summary>The name of the task.</summary>
    public required string Task { get; init; }

    /// <summary>What a task keeps by scale outside its budget.</summary>
    public required Scale Scale { get; init; }

    /// <summary>The data sets, generated ones marked as such.</summary>
    public required string Data { get; init; }

    /// <summary>The optimizer with its learning rate.</summary>
    public required string Optimizer { get; init; }

    /// <summary>The course of the learning rate.</summary>
    public required string Schedule { get; init; }

    /// <summary>Steps to take.</summary>
    public required long Steps { get; init; }

    /// <summary>Examples in a batch.</summary>
    public required int BatchSize { get; init; }

    /// <summary>The width of the model.</summary>
    public required double Width { get; init; }

    /// <summary>The largest norm of the gradient; null: no limit.</summary>
    public required double? ClipNorm { get; init; }

    /// <summary>Limits on training, validation, curve and test examples.</summary>
    public required IReadOnlyList<int> Examples { get; init; }

    /// <summary>Passes over the training part in each task of a stream; null: its own.</summary>
    public required int? EpochsPerTask { get; init; }

    /// <summary>The share of hidden values that fine-tuning leaves out; null: the encoder's.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Dropout { get; init; }

    /// <summary>Lower layers that fine-tuning leaves as they are; null: none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? FrozenLayers { get; init; }

    /// <summary>Points of the validation curve.</summary>
    public required int Evaluations { get; init; }

    /// <summary>What is evaluated after the last step.</summary>
    public required EvaluationPart FinalPart { get; init; }

    /// <summary>The instruments.</summary>
    public required IReadOnlyList<string> Instruments { get; init; }

    /// <summary>Steps between two measurements.</summary>
    public required long InstrumentEvery { get; init; }

    /// <summary>The seed of initial weights and of the order of the data.</summary>
    public required int Seed { get; init; }

    /// <summary>A name that no other configuration has, and that says to people which one it is.</summary>
    public string Key()
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(this, ResultJson.Format)));
        string optimizer = string.Concat(Optimizer.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' ? letter : '_'));
        return $"{optimizer[..Math.Min(60, optimizer.Length)]}-seed{Seed}-{Convert.ToHexStringLower(hash)[..16]}";
    }
}
