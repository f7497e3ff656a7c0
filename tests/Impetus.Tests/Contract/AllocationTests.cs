namespace Impetus.Tests.Contract;

public sealed class AllocationTests
{
    private const int WarmUp = 3, Steps = 300;    // long enough to meet the steps at which sums of buffers are taken afresh

    private static readonly Tensor[] Tensors = Tensor.Row(40, 1, 0, 5);

    public static TheoryData<string> Specifications => [.. Configurations.All];

    public static TheoryData<string> Names => [.. OptimizerRegistry.All.Select(definition => definition.Name)];

    [Theory]
    [MemberData(nameof(Specifications))]
    public void AStepAllocatesNothing(string specification)
    {
        using Trial<float> trial = new(specification, Tensors);
        AssertNoAllocation(trial.Run(0, 1).Optimizer);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AStepWithGroupsAndSchedulesAllocatesNothing(string name)
    {
        OptimizerOptions options = Configurations.Options(name);
        options.Groups =
        [
            new("first", "t0") { Schedule = Schedules.LinearWarmup(10, Schedules.Cosine(0.1, 0.01, 100)) },
            new("second", "t1", "t2") { Schedule = Schedules.MultiStep(0.1, 0.5, 3, 7) },
            new("third", "t3") { LearningRate = 0.01 },
        ];
        using Trial<float> trial = new(options, Tensors);
        AssertNoAllocation(trial.Run(0, 1).Optimizer);
    }

    private static void AssertNoAllocation(Optimizer optimizer)
    {
        Take(optimizer, WarmUp);
        Assert.Equal(0, Enumerable.Range(0, 3).Min(_ => Allocation(optimizer)));    // a collection meanwhile may count as allocation, but not each time
    }

    private static long Allocation(Optimizer optimizer)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Take(optimizer, Steps);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Take(Optimizer optimizer, int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            optimizer.Step();
        }
    }
}
