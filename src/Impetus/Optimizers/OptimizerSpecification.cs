using System.Text.RegularExpressions;
using Impetus.Algebra;
using Impetus.Wrappers;

namespace Impetus;

/// <summary>
/// An optimizer in words: <c>name[:key=value,...]</c> for one that has a name, <c>memory*scaling[*scale-first][:...]</c> for
/// any other point of the algebra. Wrappers stand before it, <c>wrapper(key=value,...)+</c>, and a mask on its direction right
/// before it, <c>mask+</c>. Different rules for different parameters are <c>groups(selector:(specification),...)</c>
/// (<see cref="ParameterSelector"/>), with options for all of them behind.
/// </summary>
/// <example><c>sam(rho=0.05)+adam-cm:lr=1e-3,capacity=20</c>, <c>torque-aware*maximum-variation:gamma=0.95</c></example>
public sealed partial class OptimizerSpecification
{
    private const string ScaleFirst = "scale-first";

    private readonly Func<OptimizerOptions> _defaults;
    private readonly string[] _settings;

    private OptimizerSpecification(string text, string name, Func<OptimizerOptions> defaults, string[] settings, IReadOnlyList<WrapperOptions> wrappers)
    {
        Text = text;
        Name = name;
        Wrappers = wrappers;
        _defaults = defaults;
        _settings = settings;
        try
        {
            Options().Validate();
            RefuseImpossible(wrappers);
        }
        catch (ArgumentException contradiction)
        {
            throw new FormatException(contradiction.Message, contradiction);
        }
    }

    /// <summary>The specification as it was written.</summary>
    public string Text { get; }

    /// <summary>The name or combination, without wrappers and options.</summary>
    public string Name { get; }

    /// <summary>The wrappers, the outermost first.</summary>
    public IReadOnlyList<WrapperOptions> Wrappers { get; }

    /// <summary>Reads a specification.</summary>
    /// <exception cref="FormatException">A name or an option is unknown, or a value lies out of range; the message says what was meant, maybe.</exception>
    public static OptimizerSpecification Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<WrapperOptions> wrappers = [];
        DirectionOptions? mask = null;
        string rest = text.Trim();
        while (Prefix(rest) is { } prefix)
        {
            if (Mask(prefix.Name, prefix.Options) is { } found)
            {
                mask = mask is null ? found : throw new FormatException($"'{mask.Name}' and '{found.Name}' are both masks on the optimizer's direction: choose one.");
            }
            else if (mask is not null)
            {
                throw new FormatException($"'{mask.Name}' is a mask on the direction of the optimizer itself: write it right before the optimizer, behind all wrappers, as in {prefix.Name}+{mask.Name}+adamw.");
            }
            else
            {
                wrappers.Add(Wrapper(prefix.Name, prefix.Options));
            }

            rest = rest[prefix.Length..].TrimStart();
        }

        (string? groups, rest) = Groups(rest);
        int colon = rest.IndexOf(':', StringComparison.Ordinal);
        string name = (colon < 0 ? rest : rest[..colon]).Trim();
        string[] settings = colon < 0 ? [] : rest[(colon + 1)..].Split(',', StringSplitOptions.TrimEntries);
        Func<OptimizerOptions> defaults = groups is not null ? Grouped(groups) : name.Contains('*', StringComparison.Ordinal) ? Combination(name) : Named(name);
        return new(text, name, mask is null ? defaults : () => Masked(defaults(), mask), settings, wrappers);
    }

    /// <summary>Whether options stand behind the name, so that further ones follow a comma.</summary>
    public bool HasOptions => _settings.Length > 0;

    /// <summary>Whether an option is written down.</summary>
    internal bool Names(string key) => _settings.Any(setting => Split(setting).Key == key);

    /// <summary>A fresh record of the options.</summary>
    public OptimizerOptions Options()
    {
        OptimizerOptions options = _defaults();
        Apply(Name, OptionDescription.Of(options), _settings);
        return options;
    }

    /// <summary>The optimizer, with its wrappers.</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="configure">Changes the options first, where given.</param>
    public Optimizer Create(ParameterSet parameters, Action<OptimizerOptions>? configure = null)
    {
        OptimizerOptions options = Options();
        configure?.Invoke(options);
        return parameters.ElementType == ElementType.BFloat16 && Wrappers.Count > 0
            ? new MasterWeights(parameters, masters => Wrap(Optimizers.Create(masters, options)))
            : Wrap(Optimizers.Create(parameters, options));
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private Optimizer Wrap(Optimizer optimizer)
    {
        try
        {
            foreach (WrapperOptions wrapper in Wrappers.Reverse().OrderByDescending(wrapper => wrapper.IsInnermost))
            {
                optimizer = wrapper.Wrap(optimizer);
            }

            return optimizer;
        }
        catch
        {
            optimizer.Dispose();
            throw;
        }
    }

    private static void Apply(string owner, IReadOnlyList<OptionDescription> known, IEnumerable<string> settings)
    {
        HashSet<string> seen = [];
        foreach (string setting in settings)
        {
            (string key, string value) = Split(setting);
            OptionDescription option = known.FirstOrDefault(option => option.Key == key)
                ?? known.FirstOrDefault(option => option.Alias == key)
                ?? throw new FormatException($"{owner} has no option '{key}'.{Suggestion.For(key, known.Select(option => option.Key))} It has: {string.Join(", ", known.Select(option => option.Key))}.");
            if (!seen.Add(option.Key))
            {
                throw new FormatException($"Option {option.Key} of {owner} is given twice.");
            }

            option.Set(value);
        }
    }

    private static void RefuseImpossible(IReadOnlyList<WrapperOptions> wrappers)
    {
        for (int index = 0; index < wrappers.Count; index++)
        {
            wrappers[index].Validate();
            bool evaluates = wrappers[index].NeedsClosure || wrappers[index] is GradientAccumulationOptions;
            if (evaluates && wrappers.Skip(index + 1).FirstOrDefault(inner => inner.NeedsClosure) is { } second)
            {
                throw new ArgumentException($"Wrapper '{second.Name}' takes the gradient at a second point by itself: '{wrappers[index].Name}' cannot stand before it.");
            }
        }
    }

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
            Apply(name, OptionDescription.OfPart(mask), Commas(settings));
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
        Apply(name, OptionDescription.OfPart(wrapper), Commas(settings));
        return wrapper;
    }

    /// <summary>The wrapper that a text begins with, up to its plus; null if it begins with none.</summary>
    private static (string Name, string Options, int Length)? Prefix(string text)
    {
        if (WrapperName().Match(text) is not { Success: true } name)
        {
            return null;
        }

        int end = name.Length;
        string options = "";
        if (end < text.Length && text[end] == '(')
        {
            int close = ClosingOf(text, end);
            if (close < 0)
            {
                return null;
            }

            options = text[(end + 1)..close];
            end = close + 1;
        }

        int plus = end + (text.Length - end - text.AsSpan(end).TrimStart().Length);
        return plus < text.Length && text[plus] == '+' ? (name.Value.TrimEnd(), options, plus + 1) : null;
    }

    /// <summary>Where the parenthesis that opens at a place is closed; −1 if nowhere.</summary>
    private static int ClosingOf(string text, int open)
    {
        int depth = 0;
        for (int place = open; place < text.Length; place++)
        {
            depth += text[place] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0)
            {
                return place;
            }
        }

        return -1;
    }

    /// <summary>What stands between commas, those in parentheses left alone.</summary>
    private static IEnumerable<string> Commas(string settings)
    {
        int start = 0, depth = 0;
        for (int place = 0; place <= settings.Length; place++)
        {
            char at = place == settings.Length ? ',' : settings[place];
            depth += at switch { '(' => 1, ')' => -1, _ => 0 };
            if (at == ',' && (depth == 0 || place == settings.Length))
            {
                if (settings[start..place].Trim() is { Length: > 0 } setting)
                {
                    yield return setting;
                }

                start = place + 1;
            }
        }
    }

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9-]*\s*")]
    private static partial Regex WrapperName();

    private static (string Key, string Value) Split(string setting)
    {
        int equals = setting.IndexOf('=', StringComparison.Ordinal);
        return setting.Length == 0 ? throw new FormatException("An option is empty: options are written key=value, with commas between.")
            : equals < 0 ? (setting, "true")
            : (setting[..equals].TrimEnd(), setting[(equals + 1)..].TrimStart());
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
