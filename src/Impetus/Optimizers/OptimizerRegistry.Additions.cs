using System.Text.RegularExpressions;
using Impetus.Algebra;

namespace Impetus;

// What is written outside the library and has a name from then on: in specifications, lists, comparisons, states.
public static partial class OptimizerRegistry
{
    private static readonly object Gate = new();

    private static volatile OptimizerDefinition[]? _all;
    private static volatile MemoryOptions[]? _memories;
    private static volatile ScalingOptions[]? _scalings;

    /// <summary>The named optimizers, by family; behind those of the library the ones that were added.</summary>
    public static IReadOnlyList<OptimizerDefinition> All => _all ?? Own;

    private static IEnumerable<MemoryOptions> AddedMemories => (_memories ?? []).Select(static memory => memory with { });

    private static IEnumerable<ScalingOptions> AddedScalings => (_scalings ?? []).Select(static scaling => scaling with { });

    /// <summary>Adds a memory: combinations such as <c>name*second-moment</c> then know it, for the rest of the process.</summary>
    /// <param name="memory">Its options, with the defaults that a specification starts from; copied.</param>
    /// <exception cref="ArgumentException">The name is taken or no name, or the arrays are fewer than the slots.</exception>
    public static void Add(MemoryOptions memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        RequireArrays(memory.Name, memory.Arrays.Count, memory.Traits.SlotCount);
        lock (Gate)
        {
            RequireFree("memory", memory.Name, Memories.Select(static known => known.Name));
            _memories = [.. _memories ?? [], memory with { }];
        }
    }

    /// <summary>Adds a scaling: combinations such as <c>ema*name</c> then know it, for the rest of the process.</summary>
    /// <param name="scaling">Its options, with the defaults that a specification starts from; copied.</param>
    /// <exception cref="ArgumentException">The name is taken or no name, or the arrays are fewer than the slots.</exception>
    public static void Add(ScalingOptions scaling)
    {
        ArgumentNullException.ThrowIfNull(scaling);
        RequireArrays(scaling.Name, scaling.Arrays.Count, scaling.SlotCount);
        lock (Gate)
        {
            RequireFree("scaling", scaling.Name, Scalings.Select(static known => known.Name));
            _scalings = [.. _scalings ?? [], scaling with { }];
        }
    }

    /// <summary>Adds a named optimizer: every specification then knows it, for the rest of the process.</summary>
    /// <param name="optimizer">Its name, defaults, publication and a sentence about it. Parts that it alone uses need not be added.</param>
    /// <exception cref="ArgumentException">The name is taken, or no name.</exception>
    public static void Add(OptimizerDefinition optimizer)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        lock (Gate)
        {
            RequireFree("optimizer", optimizer.Name, All.Select(static known => known.Name).Concat(Wrappers.Select(static wrapper => wrapper.Name)));
            _all = [.. All, optimizer];
        }
    }

    private static void RequireFree(string kind, string name, IEnumerable<string> known)
    {
        if (!NamePattern().IsMatch(name))
        {
            throw new ArgumentException($"'{name}' cannot name a {kind}: names are lower-case words with hyphens between them, such as torque-aware.");
        }

        if (known.Contains(name))
        {
            throw new ArgumentException($"There already is a {kind} '{name}': give yours another name.");
        }
    }

    private static void RequireArrays(string name, int arrays, int slots)
    {
        if (arrays < slots)
        {
            throw new ArgumentException($"'{name}' uses {slots} slots of each coordinate and names {arrays} arrays: Arrays needs a name for each slot.");
        }
    }

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex NamePattern();
}
