using System.Collections;
using System.Reflection;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Impetus.Torch;

/// <summary>What PyTorch or TorchSharp remember of one parameter.</summary>
/// <param name="Step">How many steps it has taken; null where they do not count.</param>
/// <param name="Arrays">Tensors of its shape, under PyTorch's names.</param>
internal sealed record ParameterState(long? Step, IReadOnlyDictionary<string, Tensor> Arrays)
{
    /// <summary>From an entry of <c>state</c> in PyTorch's dictionary.</summary>
    public static ParameterState From(IDictionary entry)
    {
        Dictionary<string, Tensor> arrays = [];
        long? step = null;
        foreach (DictionaryEntry each in entry)
        {
            string name = (string)each.Key;
            if (name == "step")
            {
                step = each.Value is Tensor tensor ? (long)tensor.to(ScalarType.Float64).item<double>() : Convert.ToInt64(each.Value);
            }
            else if (each.Value is Tensor array)
            {
                arrays.Add(name, array);
            }
        }

        return new(step, arrays);
    }

    /// <summary>From the state object of one of TorchSharp's optimizers.</summary>
    public static ParameterState From(OptimizerState state)
    {
        FieldInfo[] fields = state.GetType().GetFields();
        return new(
            Array.Find(fields, static field => field.Name == "step")?.GetValue(state) as long?,
            fields.Where(field => field.FieldType == typeof(Tensor) && field.GetValue(state) is Tensor array && !IsUnused(field.Name, array))
                .ToDictionary(static field => field.Name, field => (Tensor)field.GetValue(state)!));
    }

    /// <summary>Puts this into the state object of one of TorchSharp's optimizers.</summary>
    /// <exception cref="InvalidDataException">It has no place for one of the arrays, or one for which there is no array.</exception>
    public void CopyTo(OptimizerState state)
    {
        FieldInfo[] fields = state.GetType().GetFields();
        foreach (FieldInfo field in fields.Where(static field => field.FieldType == typeof(Tensor)))
        {
            Tensor? before = (Tensor?)field.GetValue(state);
            if (Arrays.TryGetValue(field.Name, out Tensor? array))
            {
                before?.Dispose();
                field.SetValue(state, array.clone().DetachFromDisposeScope());
            }
            else if (before is not null && !IsUnused(field.Name, before))
            {
                throw new InvalidDataException($"The other optimizer keeps {field.Name}, which this one does not.");
            }
        }

        if (Arrays.Keys.FirstOrDefault(name => Array.TrueForAll(fields, field => field.Name != name)) is { } stranger)
        {
            throw new InvalidDataException($"This optimizer keeps {stranger}, which the other one does not.");
        }

        Array.Find(fields, static field => field.Name == "step")?.SetValue(state, Step ?? 0);
    }

    // TorchSharp's RMSProp keeps an average that its centered form alone fills, and a momentum whether it has any or not.
    private static bool IsUnused(string name, Tensor array)
    {
        using DisposeScope scope = NewDisposeScope();
        return name is "grad_avg" or "momentum_buffer" && !array.any().item<bool>();
    }
}
