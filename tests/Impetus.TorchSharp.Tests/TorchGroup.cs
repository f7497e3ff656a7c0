namespace Impetus.Torch.Tests;

/// <summary>Tests of TorchSharp run one after the other: threads and seed are the process's.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TorchGroup : ICollectionFixture<TorchFixture>
{
    public const string Name = "TorchSharp";
}

public sealed class TorchFixture
{
    public TorchFixture() => TorchBackend.Tune(threads: 2);
}
