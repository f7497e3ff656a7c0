namespace Impetus.Tests.Contract;

public sealed class AllocationTests
{
    private const int WarmUp = 3, Steps = 300;    // long enough to meet the steps at which sums of buffers are recomputed

    private static readonly Tensor[] Tensors = Tensor.Row(40, 1, 0, 5);

    public static TheoryData<string> Specifications => [.. Configurations.All];

    public static TheoryData<string> Names => [.. OptimizerRegistry.All.Select(definition => definition.Name)];

    [Theory]
    [MemberData(nameof(Specifications))]
    public void AStepAllocatesNothing(string specification)
    {
        using Trial<float> trial = new(specification, Tensors);
        AssertNoAllocation(trial.Run(0, 1).Optimizer.Step);
    }

    [Theory]
    [InlineData("sam+adamw")]
    [InlineData("sam(adaptive)+tam")]
    [InlineData("meg+sgdm")]
    [InlineData("lookahead(k=2)+adamw")]
    [InlineData("ema+adam-cm")]
    [InlineData("schedule-free+adamw:beta1=0")]
    [InlineData("accumulate(batches=3)+am-adamw")]
    [InlineData("switch(steps=2,first=tam)+sgdm")]
    [InlineData("ema+lookahead+sam+madam:clip-norm=1")]
    public void AStepWithWrappersAllocatesNothing(string specification)
    {
        float[] values = new float[40], gradients = new float[40];
        gradients.AsSpan().Fill(0.1f);
        using ParameterSet parameters = new() { { "x", values, gradients } };
        using Optimizer optimizer = Optimizers.Create(parameters, specification);
        Func<double> evaluate = static () => 1;
        AssertNoAllocation(optimizer.NeedsClosure ? () => optimizer.Step(evaluate) : optimizer.Step);
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
        AssertNoAllocation(trial.Run(0, 1).Optimizer.Step);
    }

    private static void AssertNoAllocation(Action step)
    {
        Take(step, WarmUp);
        Assert.Equal(0, Enumerable.Range(0, 3).Min(_ => Allocation(step)));    // a collection meanwhile may count as allocation, but not each time
    }

    private static long Allocation(Action step)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Take(step, Steps);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Take(Action step, int steps)
    {
        for (int taken = 0; taken < steps; taken++)
        {
            step();
        }
    }
}
