using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Impetus.Lab.Models;

/// <summary>Weights of a model that was trained here before, by name.</summary>
internal static class TrainedWeights
{
    /// <summary>Copies the weights of a parameter, in single precision.</summary>
    /// <param name="weights">The weights; or null.</param>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="values">Where they go.</param>
    /// <returns>Whether there are any.</returns>
    public static bool Fill(this IReadOnlyDictionary<string, float[]>? weights, string parameter, Tensor values)
    {
        if (weights is null || !weights.TryGetValue(parameter, out float[]? trained))
        {
            return false;
        }

        trained.CopyTo(MemoryMarshal.Cast<byte, float>(values.bytes));
        return true;
    }
}
