using Impetus.Algebra;

namespace Impetus;

/// <summary>What a step of a rule has to move between memory and core, which is what its time follows.</summary>
/// <param name="Measured">How many arrays are read before anything moves, because sums are needed first.</param>
/// <param name="Touched">How many arrays are read, and how many written, both together.</param>
internal readonly record struct Traffic(int Measured, int Touched)
{
    /// <summary>The traffic of the rule that the options describe.</summary>
    public static Traffic Of(OptimizerOptions options)
    {
        MemoryTraits memory = options.MemoryPart.Traits;
        int scaling = options.ScalingPart.Arrays.Count;
        bool isCoupled = options.Decays && options.DecayMode == DecayMode.Coupled;
        bool seesParameter = memory.Inputs.Include(Inputs.Weights) || (options.Decays && !isCoupled && memory.Inputs.Include(Inputs.Parameter));
        bool seesPreconditioner = options.ScalingFirst || memory.Inputs.Include(Inputs.Preconditioner);
        int measured = memory.SumCount == 0 || memory.SumsWhileMoving ? 0
            : 1 + (memory.Inputs.Include(Inputs.Memory) ? 1 : 0) + (isCoupled || seesParameter ? 1 : 0) + (seesPreconditioner ? scaling : 0);
        int directions = options.Direction.SumCount > 0 ? 2 + memory.SlotCount + scaling : 0;
        int moved = 3 + 2 * (memory.SlotCount + scaling) - (memory.RenamesArrays ? 1 : 0);
        return new(measured, moved + measured + directions);
    }
}
