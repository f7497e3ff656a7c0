using Impetus.Algebra;
using Impetus.Kernels;

namespace Impetus;

/// <summary>What an optimizer's options ask of the memory.</summary>
internal static class StateMemory
{
    // Names, addresses and a priority of each array; more than the array itself where there are few parameters.
    private const int BytesBesideAnArray = 512;

    /// <summary>Refuses options whose state no machine like this one can hold, before any of it is made.</summary>
    /// <param name="options">The options.</param>
    /// <param name="parameters">What is trained.</param>
    /// <exception cref="InsufficientMemoryException">The state is larger than the machine's memory; the message has the bytes.</exception>
    public static void Require(OptimizerOptions options, ParameterSet parameters)
    {
        ElementType stored = parameters.ElementType == ElementType.BFloat16 ? ElementType.Float32 : parameters.ElementType;
        long arrays = options.Groups.Select(static group => group.Memory).OfType<MemoryOptions>().Concat(options.Rules.Select(static rule => rule.Options.MemoryPart)).Max(static memory => (long)memory.ArrayCount)
            + options.Rules.Max(static rule => rule.Options.ScalingPart.Arrays.Count);
        Int128 bytes = arrays * (((Int128)parameters.CoordinateCount * stored.Size) + BytesBesideAnArray);
        string reach = parameters.CoordinateCount > 0 ? $" for {parameters.CoordinateCount} coordinates" : "";    // where options alone are checked, there are none yet
        MachineMemory.Require(
            bytes,
            $"The state of {options.MemoryPart.Name} with {arrays} arrays{reach}",
            "take a smaller capacity, or fewer parameters");
    }
}
