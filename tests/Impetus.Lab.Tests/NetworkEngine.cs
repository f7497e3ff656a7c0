namespace Impetus.Lab.Tests;

/// <summary>
/// Tests that train run one after the other: the engine's number of threads and its seed belong to the whole process, and
/// the bits of a run depend on them.
/// </summary>
[CollectionDefinition(Collection)]
public sealed class NetworkEngine
{
    public const string Collection = "network engine";
}
