using Impetus.Algebra;
using Impetus.Wrappers;

namespace Impetus;

// What the names in a specification stand for.
public sealed partial class OptimizerSpecification
{
    private static OptimizerOptions Masked(OptimizerOptions options, DirectionOptions mask)
    {
        options.Direction = options.TakesMask ? mask : throw new FormatException($"'{mask.Name}' is a mask on single coordinates of a direction, which this optimizer has not; within groups(...), write it before the rule of a group.");
        return options;
    }

    /// <summary>The mask of that name; null if there is none.</summary>
    private static DirectionOptions? Mask(string name, string settings)
    {
        DirectionOptions? mask = OptimizerRegistry.Masks.FirstOrDefault(mask => mask.Name == name);
        if (mask is not null)
        {
            Apply(name, OptionDescription.OfPart(mask), SpecificationText.Commas(settings));
        }

        return mask;
    }

    private static WrapperOptions Wrapper(string name, string settings)
    {
        if (OptimizerRegistry.Find(name) is not null)
        {
            throw new FormatException($"'{name}' is an optimizer, not a wrapper: wrappers stand before the optimizer, which comes last.");
        }

        if (name == GroupedOptions.Name)
        {
            throw new FormatException("groups(...) stands in the place of the optimizer, behind the wrappers: nothing but options for all groups follows groups(...), behind a colon.");
        }

        WrapperOptions wrapper = Find("wrapper", OptimizerRegistry.Wrappers, wrapper => wrapper.Name, name);
        Apply(name, OptionDescription.OfPart(wrapper), SpecificationText.Commas(settings));
        return wrapper;
    }

    private static Func<OptimizerOptions> Named(string name)
        => name.Length == 0 ? throw new FormatException("The optimizer is missing: write name[:key=value,...], behind its wrappers if there are any.")
            : name.AsSpan().ContainsAny('(', ')') ? throw new FormatException($"'{name}' has a parenthesis without its partner, or no '+' behind it: wrappers are written wrapper(key=value,...)+, and the optimizer behind them without parentheses.")
            : name == GroupedOptions.Name ? throw new FormatException("groups needs its groups: write groups(selector:(optimizer),...,else:(optimizer)).")
            : OptimizerRegistry.Find(name)?.Defaults
            ?? throw new FormatException($"There is no optimizer '{name}'.{KnownElsewhere.Sentence(name) ?? Suggestion.For(name, OptimizerRegistry.All.Select(definition => definition.Name))} Known are {string.Join(", ", OptimizerRegistry.All.Select(definition => definition.Name))}, and combinations memory*scaling.");

    private static Func<OptimizerOptions> Combination(string name)
    {
        string[] parts = name.Split('*', StringSplitOptions.TrimEntries);
        if (parts.Length > 3 || (parts.Length == 3 && parts[2] != ScaleFirst))
        {
            throw new FormatException($"'{name}' is no combination: write memory*scaling, or memory*scaling*{ScaleFirst}.");
        }

        bool scalingFirst = parts.Length == 3;
        _ = Memory(parts[0]);
        if (scalingFirst && Scaling(parts[1]).Name == "none")
        {
            throw new FormatException($"'{name}' has no scaling that could come first: leave out {ScaleFirst}.");
        }

        return () =>
        {
            ScalingOptions scaling = Scaling(parts[1]).Beside(scalingFirst);
            bool isScaled = scaling.Name != "none";
            MemoryOptions memory = Memory(parts[0]).Beside(isScaled, scalingFirst);
            return new OptimizerOptions<MemoryOptions, ScalingOptions>(memory, scaling)
            {
                ScalingFirst = scalingFirst,
                LearningRate = isScaled ? 1e-3 : 0.1,
            };
        };
    }

    private static MemoryOptions Memory(string name) => Find("memory", OptimizerRegistry.Memories, memory => memory.Name, name, "Memories");

    private static ScalingOptions Scaling(string name) => Find("scaling", OptimizerRegistry.Scalings, scaling => scaling.Name, name);

    /// <summary>The part of that name; a message with the nearest names and all that there are, if there is none.</summary>
    private static TPart Find<TPart>(string kind, IReadOnlyList<TPart> parts, Func<TPart, string> nameOf, string name, string? plural = null)
        where TPart : PartOptions
        => name.Length == 0 ? throw new FormatException($"A {kind} is missing: write memory*scaling, or memory*scaling*{ScaleFirst}.")
            : parts.FirstOrDefault(part => nameOf(part) == name)
            ?? throw new FormatException($"There is no {kind} '{name}'.{Suggestion.For(name, parts.Select(nameOf))} {plural ?? $"{char.ToUpperInvariant(kind[0])}{kind[1..]}s"} are {string.Join(", ", parts.Select(nameOf))}.");
}
