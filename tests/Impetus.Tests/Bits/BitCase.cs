using Impetus.Tests.Contract;

namespace Impetus.Tests.Bits;

/// <summary>What an optimizer is led through.</summary>
/// <param name="Kind">Which tensors, groups and losses.</param>
/// <param name="Specification">The optimizer with its wrappers.</param>
internal sealed record BitCase(BitKind Kind, string Specification)
{
    /// <summary>Lengths around every lane width, a whole block and more, nothing, and a tensor without a whole lane.</summary>
    private static readonly int[] Short = [300, 1, 0, 33, 4096 + 45, 7];

    /// <summary>Enough coordinates that threads take part, in tensors that are divided and tensors that share a chunk.</summary>
    private static readonly int[] Long = [70_000, 3, 0, 9_000, 33_000, 100_003];

    /// <summary>More than caches hold: sums over single tensors are then taken where the tensor is updated.</summary>
    private static readonly int[] BeyondCaches = [700_001, 3, 0, 9_000, 33_000, 400_003];

    /// <summary>As many, but some of them matrices, wide, tall and of one row.</summary>
    private static readonly long[][] Matrices = [[12, 25], [], [0], [1, 33], [101, 41], [7]];

    /// <summary>As little as a file that is checked in should hold.</summary>
    private static readonly int[] Saved = [19, 1, 0, 5, 3, 7];

    private static readonly string[] Wrapped =
    [
        "sam+adamw:lr=0.01", "sam(rho=0.5,adaptive)+tam", "sam(rho=0.1)+adam-cm:capacity=2", "meg(h=0.1)+sgdm:lr=0.01", "meg+lamadam",
        "lookahead+adamw", "lookahead(k=3,alpha=0.3)+am-mgd", "ema(decay=0.9)+adatamw", "ema+madam:amsgrad", "accumulate(batches=3)+adam:clip-norm=1", "accumulate+am-adamw:scope=tensor",
        "switch(steps=100,first=tam)+sgdm", "switch(steps=50,first=adatam)+adam", "switch(steps=301,first=sgd-cm)+adam-cm", "schedule-free+sgd:lr=0.01", "schedule-free(beta=0.8)+adamw:beta1=0,lr=0.01", "ema+lookahead+sam+tam", "lookahead+accumulate+sgd-cg",
    ];

    public static IReadOnlyList<BitCase> All { get; } =
    [
        .. Configurations.All.Select(specification => new BitCase(BitKind.Short, specification)),
        .. Wrapped.Select(specification => new BitCase(BitKind.Short, specification)),
        .. OptimizerRegistry.All.Select(definition => new BitCase(BitKind.Grouped, definition.Name)),
        new(BitKind.Grouped, "tam:scope=tensor"), new(BitKind.Grouped, "adam-cm:scope=tensor,weight-decay=0.1"), new(BitKind.Grouped, "am-adamw:clip-norm=1"), new(BitKind.Grouped, "sam+lion"),
        .. Configurations.Named.Where(specification => specification.StartsWith("am-mgd", StringComparison.Ordinal)).Select(specification => new BitCase(BitKind.Told, specification)),
        .. Configurations.Named.Concat(Wrapped).Select(specification => new BitCase(BitKind.Long, specification)),
        new(BitKind.Matrices, "muon:weight-decay=0.1"), new(BitKind.Matrices, "muon:nesterov=false,adjust-lr=match-rms-adamw,clip-norm=1"), new(BitKind.Matrices, "adamw:weight-decay=0.1,no-decay=vectors,layer-decay=0.5"),
        new(BitKind.Matrices, "groups(rank=2:(muon:lr=0.02),else:(adamw:lr=1e-3)):no-decay=vectors"), new(BitKind.Matrices, "ema(decay=0.9)+groups(name=t0|t4:(tam),rank=0|1:(adam-cm:capacity=2),else:(lamb))"),
        new(BitKind.BeyondCaches, "am-adamw:scope=tensor"), new(BitKind.BeyondCaches, "tam:scope=tensor"), new(BitKind.BeyondCaches, "sgd-cg:scope=tensor"), new(BitKind.BeyondCaches, "am-mgd:clip-value=0.5"),
    ];

    public bool IsGrouped => Kind is BitKind.Grouped or BitKind.Saved;

    public bool IsTold => Kind == BitKind.Told;

    /// <summary>Short runs meet the steps at which sums of buffers are recomputed twice.</summary>
    public int Steps => Kind switch
    {
        BitKind.Long => 24,
        BitKind.BeyondCaches => 8,
        BitKind.Matrices => 60,
        _ => 600,
    };

    public int[] Lengths => Kind switch
    {
        BitKind.Long => Long,
        BitKind.BeyondCaches => BeyondCaches,
        BitKind.Saved => Saved,
        BitKind.Matrices => [.. Matrices.Select(shape => (int)shape.Aggregate(1L, (product, length) => product * length))],
        _ => Short,
    };

    public long[] ShapeOf(int tensor) => Kind == BitKind.Matrices ? Matrices[tensor] : [];

    public override string ToString() => $"{Kind.ToString().ToLowerInvariant()} {Specification}";
}

/// <summary>What sets a case apart from an optimizer on a few tensors, all in one group.</summary>
internal enum BitKind
{
    Short,
    Grouped,
    Matrices,
    Told,
    Long,
    BeyondCaches,
    Saved,
}
