using Impetus.Kernels;
using Impetus.Tests.Contract;

namespace Impetus.Tests.Passes;

/// <summary>How much memory an optimizer takes and touches: counted, as the time of a step follows it.</summary>
public sealed class MemoryTests
{
    private const int Length = 300_000, Constant = 64 * 1024, Garbage = 256 * 1024;

    /// <summary>Bytes that a step in single precision reads and writes for each coordinate, with every option at its default.</summary>
    private static readonly Dictionary<string, int> TouchedBytes = new()
    {
        ["sgd"] = 12,
        ["sgdm"] = 20,
        ["adamw"] = 28,
        ["tam"] = 28,          // momentum and gradient twice
        ["adatamw"] = 36,
        ["madam"] = 44,
        ["adam-cm"] = 40,      // not the whole buffer: its sum, and the entry that goes
        ["am-adamw"] = 44,     // all but what is written, twice
        ["lion"] = 20,
        ["amsgrad"] = 36,
        ["adagrad"] = 20,
        ["rprop"] = 28,
        ["ademamix"] = 36,
        ["adan"] = 44,
        ["grams+adamw"] = 28,
        ["cautious+adamw"] = 44,    // everything is read once more
    };

    /// <summary>All but Muon, which needs room to multiply matrices in.</summary>
    public static TheoryData<string> Names => [.. OptimizerRegistry.All.Select(definition => definition.Name).Where(static name => name != "muon")];

    public static TheoryData<string> NamesOfTouchedBytes => [.. TouchedBytes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void AnOptimizerTakesItsStateAndAConstant(string name)
    {
        ParameterSet parameters = new() { { "weight", new float[Length], new float[Length] } };
        long native = NativeMemoryUse.BytesAskedFor, managed = GC.GetAllocatedBytesForCurrentThread();
        using Optimizer optimizer = Optimizers.Create(parameters, Configurations.Options(name));
        for (int step = 0; step < 3; step++)
        {
            optimizer.Step();
        }

        long state = (long)optimizer.StateBytesPerCoordinate * Length;
        int perBlock = Length / 64;    // sums of every block of 4096 coordinates
        Assert.Equal(OptimizerRegistry.Find(name)!.StateArrays.Count * sizeof(float), optimizer.StateBytesPerCoordinate);    // what `list optimizers` prints
        Assert.InRange(NativeMemoryUse.BytesAskedFor - native, state, state + Constant);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - managed, 0, Garbage + perBlock);
    }

    [Theory]
    [MemberData(nameof(NamesOfTouchedBytes))]
    public void AStepTouchesNoMoreThanItsRuleNeeds(string name)
    {
        using Trial<float> trial = new(name, Tensor.Row(1));
        Assert.Equal(TouchedBytes[name], trial.Optimizer.TouchedBytesPerCoordinate);
    }
}
