using System.Text.Json.Serialization;

namespace Impetus.Lab.Training;

/// <summary>What the passes through the network compute in. Weights, optimizer and evaluations are in single precision.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Precision>))]
public enum Precision
{
    /// <summary>Single precision.</summary>
    [JsonStringEnumMemberName("f32")]
    Single,

    /// <summary>Products and convolutions in bfloat16, the rest in single precision.</summary>
    [JsonStringEnumMemberName("bf16")]
    BFloat16,
}
