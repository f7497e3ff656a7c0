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
        while (SpecificationText.Prefix(rest) is { } prefix)
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
    internal bool Names(string key) => _settings.Any(setting => SpecificationText.Setting(setting).Key == key);

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
            (string key, string value) = SpecificationText.Setting(setting);
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
}
