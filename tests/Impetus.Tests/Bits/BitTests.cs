using System.Collections.Concurrent;
using System.Numerics;
using Impetus.Kernels;
using Impetus.Tests.Contract;

namespace Impetus.Tests.Bits;

/// <summary>
/// Every bit of parameters and state is what it was when <c>hashes.txt</c> was recorded, for every number of threads, width
/// of vectors and policy about gradients that are not finite.
/// </summary>
/// <remarks>
/// What is new is recorded by <c>RECORD_BITS=tests/Impetus.Tests/Bits/hashes.txt dotnet test tests/Impetus.Tests --filter
/// FullyQualifiedName~BitTests</c>; what was recorded stays. A change that is meant to change bits deletes their lines first.
/// </remarks>
[Collection(nameof(LaneTests))]
public sealed class BitTests
{
    private static readonly string? Target = Environment.GetEnvironmentVariable("RECORD_BITS");

    private static readonly ConcurrentDictionary<string, string> Recorded = new(Read());

    private static readonly (int Threads, int Bits, NonFinitePolicy Policy)[] Variants =
    [
        (1, 512, NonFinitePolicy.Throw), (2, 256, NonFinitePolicy.Ignore), (3, 0, NonFinitePolicy.Skip),
        (2, 512, NonFinitePolicy.Ignore), (3, 256, NonFinitePolicy.Throw), (1, 0, NonFinitePolicy.Ignore),
        (3, 512, NonFinitePolicy.Skip), (1, 256, NonFinitePolicy.Throw), (2, 0, NonFinitePolicy.Throw),
    ];

    public static TheoryData<string> Short => [.. BitCase.All.Where(IsShort).Select(each => each.ToString())];

    public static TheoryData<string> Others => [.. BitCase.All.Where(each => !IsShort(each)).Select(each => each.ToString())];

    /// <summary>One variant of each short run; different runs take different ones.</summary>
    [Theory]
    [MemberData(nameof(Short))]
    public void NotOneBitChanges(string name)
    {
        BitCase @case = BitCase.All.First(each => each.ToString() == name);
        int variant = Target is null ? name.Sum(static letter => letter) % Variants.Length : 0;
        Check<float>(@case, variant);
        Check<double>(@case, variant);
    }

    [Theory]
    [Trait("Category", "Slow")]
    [MemberData(nameof(Short))]
    [MemberData(nameof(Others))]
    public void NotOneBitChangesForAnyNumberOfThreadsAndAnyWidth(string name)
    {
        BitCase @case = BitCase.All.First(each => each.ToString() == name);
        for (int variant = 0; variant < Variants.Length; variant++)
        {
            Check<float>(@case, variant);
            Check<double>(@case, variant);
        }
    }

    private static bool IsShort(BitCase @case) => @case.Kind is BitKind.Short or BitKind.Grouped or BitKind.Matrices or BitKind.Told;

    private static void Check<TElement>(BitCase @case, int variant)
        where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
    {
        string key = $"{(typeof(TElement) == typeof(double) ? "f64" : "f32")} {@case}";
        string hash = Run<TElement>(@case, Variants[variant]);
        if (Target is not null && variant == 0 && !Recorded.ContainsKey(key))
        {
            Recorded[key] = hash;
            Write(Target);
        }

        Assert.True(Recorded.TryGetValue(key, out string? expected), $"{key} was never recorded");
        Assert.True(expected == hash, $"{key} with {Variants[variant]}: {hash} instead of {expected}");
    }

    private static string Run<TElement>(BitCase @case, (int Threads, int Bits, NonFinitePolicy Policy) variant)
        where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
    {
        int usual = LaneLimit.Bits;
        try
        {
            LaneLimit.Bits = variant.Bits;
            using BitRun<TElement> run = new(@case, variant.Threads, variant.Policy);
            return run.Run(0, @case.Steps).Hash();
        }
        finally
        {
            LaneLimit.Bits = usual;
        }
    }

    private static Dictionary<string, string> Read()
        => !File.Exists(Place) ? [] : File.ReadLines(Place).Select(line => line.Split('\t')).ToDictionary(pair => pair[1], pair => pair[0]);

    private static string Place => Path.Combine(Repository.Root, "tests", "Impetus.Tests", "Bits", "hashes.txt");

    private static void Write(string path)
    {
        lock (Recorded)
        {
            File.WriteAllLines(path, Recorded.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Value}\t{pair.Key}"));
        }
    }
}
