namespace Impetus.Tests.Bits;

/// <summary>States that an earlier version saved load, and training goes on as if it had never stopped.</summary>
public sealed class EarlierStateTests
{
    private const int SavedAfter = 7, Steps = 12;

    private static readonly string[] Specifications =
    [
        "adam-cm:capacity=2", "lookahead(k=2)+am-adamw:scope=tensor", "ema(decay=0.9)+lamadam:amsgrad", "switch(steps=3,first=tam)+sgdm",
        "accumulate(batches=3)+angulargrad", "sgd-cg:scope=tensor,clip-norm=1", "sam(rho=0.1)+aggmo",
    ];

    public static TheoryData<int> Places => [.. Enumerable.Range(0, Specifications.Length)];

    [Theory]
    [MemberData(nameof(Places))]
    public void AStateOfAnEarlierVersionLoads(int place)
    {
        string path = Path.Combine(Repository.Root, "tests", "Impetus.Tests", "Bits", "states", $"{place}.safetensors");
        BitCase @case = new(BitKind.Saved, Specifications[place]);
        using BitRun<float> undisturbed = new(@case), stopped = new(@case), resumed = new(@case);
        stopped.Run(0, SavedAfter);
        if (Environment.GetEnvironmentVariable("RECORD_BITS") is not null && !File.Exists(path))
        {
            stopped.Optimizer.Save(path);
        }

        resumed.CopyParameters(stopped);
        resumed.Optimizer.Load(path);
        Assert.Equal(undisturbed.Run(0, Steps).Hash(), resumed.Run(SavedAfter, Steps).Hash());
    }

    /// <summary>Maximum variation averaging once kept u and v instead of the mean and the variance.</summary>
    [Fact]
    public void AStateWithMomentsIsConverted()
    {
        BitCase @case = new(BitKind.Saved, "ema(decay=0.9)+lamadam:amsgrad");
        using BitRun<float> undisturbed = new(@case), stopped = new(@case), resumed = new(@case);
        resumed.CopyParameters(stopped.Run(0, SavedAfter));
        resumed.Optimizer.Load(Path.Combine(Repository.Root, "tests", "Impetus.Tests", "Bits", "states", "moments.safetensors"));
        Assert.All(
            undisturbed.Run(0, Steps).Values.Zip(resumed.Run(SavedAfter, Steps).Values),
            pair => Assert.Equal(pair.First, pair.Second, 2e-5f));
    }
}
