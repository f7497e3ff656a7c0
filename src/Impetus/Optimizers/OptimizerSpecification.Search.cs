using Impetus.Algebra;

namespace Impetus;

// What a search varies about a specification, and how the specification reads with other options.
public sealed partial class OptimizerSpecification
{
    /// <summary>
    /// The options that a search varies, with the values it tries: those of the wrappers and the mask, whose keys are <c>wrapper.key</c>, and
    /// those of the optimizer. What the specification spells out stays as it is, and is not among them.
    /// </summary>
    public IReadOnlyList<SearchedOption> SearchSpace =>
    [
        .. from prefix in Prefixes(Text.Trim()).DistinctBy(static prefix => prefix.Name)
           from option in OptionsOfPrefix(prefix.Name)
           where option.Search.Count > 0 && !SpecificationText.Commas(prefix.Options).Any(setting => SpecificationText.Setting(setting).Key == option.Key)
           select new SearchedOption($"{prefix.Name}.{option.Key}", option.Value, option.Search),
        .. from option in OptionDescription.Of(Options())
           where option.Search.Count > 0 && !Names(option.Key) && (option.Alias is null || !Names(option.Alias))
           select new SearchedOption(option.Key, option.Value, option.Search),
    ];

    /// <summary>The specification with further options.</summary>
    /// <param name="options">
    /// Their keys and values. A key that the optimizer itself lacks may be one of a wrapper or mask before it; <c>wrapper.key</c> says which.
    /// </param>
    /// <exception cref="FormatException">An option is unknown or spelled already, a value is out of range, or options contradict each other.</exception>
    public OptimizerSpecification With(params IEnumerable<(string Key, string Value)> options)
    {
        string text = Text.Trim();
        bool hasOptions = HasOptions;
        IReadOnlyList<OptionDescription> own = OptionDescription.Of(Options());
        foreach ((string key, string value) in options)
        {
            if (PrefixOf(text, key, own) is { } prefix)
            {
                string before = prefix.Options.Trim() is { Length: > 0 } spelled ? $"{spelled}," : "";
                text = $"{text[..prefix.Start]}{prefix.Name}({before}{key[(key.IndexOf('.', StringComparison.Ordinal) + 1)..]}={value})+{text[(prefix.Start + prefix.Length)..]}";
            }
            else
            {
                text += $"{(hasOptions ? ',' : ':')}{key}={value}";
                hasOptions = true;
            }
        }

        return Parse(text);
    }

    /// <summary>The wrapper or mask that a key is an option of; null if it is the optimizer's own, or nobody's.</summary>
    private static (string Name, string Options, int Start, int Length)? PrefixOf(string text, string key, IReadOnlyList<OptionDescription> own)
    {
        (string Name, string Options, int Start, int Length)[] prefixes = [.. Prefixes(text)];
        if (key.IndexOf('.', StringComparison.Ordinal) is >= 0 and int dot)
        {
            return prefixes.Where(prefix => prefix.Name == key[..dot]).Cast<(string, string, int, int)?>().FirstOrDefault()
                ?? throw new FormatException($"'{key}' is an option of {key[..dot]}, which does not stand before the optimizer in '{text}'.");
        }

        if (own.Any(option => option.Key == key || option.Alias == key))
        {
            return null;
        }

        prefixes = [.. prefixes.Where(prefix => OptionsOfPrefix(prefix.Name).Any(option => option.Key == key))];
        return prefixes.Length switch
        {
            0 => null,
            1 => prefixes[0],
            _ => throw new FormatException($"'{key}' is an option of {string.Join(" and of ", prefixes.Select(prefix => prefix.Name))}: write {prefixes[0].Name}.{key}."),
        };
    }

    private static IReadOnlyList<OptionDescription> OptionsOfPrefix(string name)
        => OptimizerRegistry.Wrappers.FirstOrDefault(wrapper => wrapper.Name == name) is { } wrapper ? OptionDescription.OfPart(wrapper)
            : OptimizerRegistry.Masks.FirstOrDefault(mask => mask.Name == name) is { } mask ? OptionDescription.OfPart(mask)
            : [];

    /// <summary>The wrappers and the mask that a text begins with, as they stand there.</summary>
    private static IEnumerable<(string Name, string Options, int Start, int Length)> Prefixes(string text)
    {
        int start = 0;
        while (SpecificationText.Prefix(text[start..].TrimStart()) is { } prefix)
        {
            start += text.Length - start - text.AsSpan(start).TrimStart().Length;
            yield return (prefix.Name, prefix.Options, start, prefix.Length);
            start += prefix.Length;
        }
    }
}

/// <summary>An option that a search varies.</summary>
/// <param name="Key">The option; that of a wrapper or mask is <c>wrapper.key</c>.</param>
/// <param name="Value">Its value where nothing is chosen.</param>
/// <param name="Values">The values that are tried, rising; <paramref name="Value"/> is among them.</param>
public sealed record SearchedOption(string Key, string Value, IReadOnlyList<string> Values);
