using Impetus.Torch;

namespace Impetus.Lab.Experiments.Training;

/// <summary>Shows an arena to optimizers.</summary>
internal static class ArenaParameters
{
    /// <summary>The arena's parameters, seen in place. The arena must outlive the set.</summary>
    public static ParameterSet ToParameterSet(this ParameterArena arena)
    {
        ParameterSet parameters = new();
        ElementType type = arena.ScalarType == ScalarType.Float64 ? ElementType.Float64 : ElementType.Float32;
        foreach (ParameterSlot slot in arena.Slots)
        {
            parameters.Add(slot.Name, arena.ValueOf(slot), arena.GradientOf(slot), (nint)slot.Length, type, [.. slot.Shape]);
        }

        return parameters;
    }
}
