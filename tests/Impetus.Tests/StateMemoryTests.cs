using Impetus.Kernels;

namespace Impetus.Tests;

public sealed class StateMemoryTests
{
    [Theory]
    [InlineData("adam-cm:capacity=2147483647", 1)]
    [InlineData("sgd-cg:capacity=2147483647", 1000)]
    [InlineData("adam-cm:capacity=100000000", 1000)]
    public void AStateThatTheMachineCannotHoldIsRefusedWithItsBytesBeforeAnythingIsTaken(string specification, int coordinates)
    {
        using ParameterSet parameters = new() { { "weight", new float[coordinates], new float[coordinates] } };
        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = Assert.Throws<InsufficientMemoryException>(() => Optimizers.Create(parameters, specification)).Message;

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        Assert.Matches("needs [0-9,]{14,} bytes of memory, and the machine .or its container. has [0-9,]{9,}: take a smaller capacity", message);
    }

    [Fact]
    public void TheMachineHasMemory() => Assert.InRange(MachineMemory.Bytes, 1L << 26, 1L << 50);
}
