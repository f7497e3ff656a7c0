using System.Globalization;
using System.Reflection;

namespace Impetus.Algebra;

/// <summary>An option as a specification names it.</summary>
public sealed class OptionDescription
{
    private readonly PropertyInfo _property;
    private readonly PartOptions _record;
    private readonly OptionAttribute _attribute;

    private OptionDescription(PartOptions record, PropertyInfo property, OptionAttribute attribute, string owner)
    {
        _record = record;
        _property = property;
        _attribute = attribute;
        Path = owner + property.Name;
        Key = attribute.Key;
    }

    /// <summary>The name, in kebab-case.</summary>
    public string Key { get; private init; }

    /// <summary>A second name, or null.</summary>
    public string? Alias => _attribute.Alias;

    /// <summary>What states that were saved before the option existed had in its stead; null if all have it.</summary>
    internal string? Formerly => _attribute.Formerly;

    /// <summary>The property in C#, seen from the record of all options: <c>LearningRate</c>, <c>Memory.Decay</c>.</summary>
    public string Path { get; }

    /// <summary>What the option is, in a few words.</summary>
    public string Description => _attribute.Description;

    /// <summary>The value in the record that is described, as a specification writes it; <c>none</c> where there is none.</summary>
    public string Value => Write(_property.GetValue(_record));

    /// <summary>The values that the option takes, such as <c>[0, 1)</c> or <c>global | tensor</c>.</summary>
    public string Range => ValueType.IsEnum ? string.Join(" | ", Enum.GetNames(ValueType).Select(Kebab))
        : ValueType == typeof(bool) ? "true | false"
        : ValueType == typeof(string) ? "a name"
        : _attribute.Range.Notation;

    /// <summary>
    /// The values that a search tries, rising, as a specification writes them; the one in the record that is described is among them. Empty
    /// where searches leave the option alone.
    /// </summary>
    public IReadOnlyList<string> Search
    {
        get
        {
            if (_attribute.Search.Length + _attribute.SearchFactors.Length == 0)
            {
                return [];
            }

            double present = Convert.ToDouble(_property.GetValue(_record), CultureInfo.InvariantCulture);
            return [.. _attribute.SearchFactors.Select(factor => factor == 1 ? present : Rounded(present * factor)).Concat(_attribute.Search).Append(present).Distinct().Order().Select(value => Write(value))];
        }
    }

    /// <summary>Sets the option of the record that is described, without making anything anew; null unless it is a number that may be fractional.</summary>
    internal Action<double>? Setter => _property.PropertyType == typeof(double) ? _property.SetMethod!.CreateDelegate<Action<double>>(_record) : null;

    private Type ValueType => Nullable.GetUnderlyingType(_property.PropertyType) ?? _property.PropertyType;

    /// <summary>The options of an optimizer: its own, its memory's, its scaling's.</summary>
    public static IReadOnlyList<OptionDescription> Of(OptimizerOptions options)
        => options is GroupedOptions groups ? groups.Described : [.. Of((PartOptions)options), .. OfParts(options.MemoryPart, options.ScalingPart)];

    /// <summary>The options of one part, or of a wrapper.</summary>
    public static IReadOnlyList<OptionDescription> OfPart(PartOptions record) => [.. Of(record)];

    /// <summary>Sets the option in the record that is described.</summary>
    /// <param name="text">The value, as a specification writes it.</param>
    /// <exception cref="FormatException">The text is no value of this kind, or lies out of range.</exception>
    public void Set(string text) => _property.SetValue(_record, Read(text));

    /// <summary>Whether <see cref="Set"/> would take the text.</summary>
    internal bool Accepts(string text)
    {
        try
        {
            _ = Read(text);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>The options of both parts. Where both have one of the same name, the memory says what the scaling's is called.</summary>
    internal static IReadOnlyList<OptionDescription> OfParts(MemoryOptions memory, ScalingOptions scaling)
    {
        OptionDescription[] ofMemory = [.. Of(memory, "Memory.")];
        HashSet<string> taken = [.. ofMemory.Select(option => option.Key)];
        return
        [
            .. ofMemory,
            .. Of(scaling, "Scaling.").Select(option => taken.Contains(option.Key)
                ? new(scaling, option._property, option._attribute, "Scaling.") { Key = memory.KeyBeside(option.Key) }
                : option),
        ];
    }

    private static IEnumerable<OptionDescription> Of(PartOptions record, string owner = "")
        => from property in record.GetType().GetProperties()
           let attribute = property.GetCustomAttribute<OptionAttribute>()
           where attribute is not null
           select new OptionDescription(record, property, attribute, owner);

    private object? Read(string text)
    {
        if (text == "none" && Nullable.GetUnderlyingType(_property.PropertyType) is not null)
        {
            return null;
        }

        if (ValueType.IsEnum)
        {
            return Array.Find(Enum.GetNames(ValueType), name => Kebab(name) == text) is { } choice ? Enum.Parse(ValueType, choice) : throw Refuse(text);
        }

        if (ValueType == typeof(string))
        {
            return text;
        }

        if (ValueType == typeof(bool))
        {
            return bool.TryParse(text, out bool flag) && !text.Contains('\0') ? flag : throw Refuse(text);
        }

        if (!NumberText.TryParse(text, NumberStyles.Float, out double number) || (ValueType == typeof(int) && (number != Math.Truncate(number) || number > int.MaxValue)))
        {
            throw Refuse(text);
        }

        try
        {
            _attribute.Range.Require(number, Key);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw Refuse(text);
        }

        return ValueType == typeof(int) ? (object)(int)number : number;
    }

    // A tenth of 0.001 shall be 0.0001.
    private static double Rounded(double value) => double.Parse(value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private FormatException Refuse(string text) => new($"Option {Key}={text} is out of range or not a value of its kind: {Key} ({Description}) takes {Range}.");

    private static string Write(object? value) => value switch
    {
        null => "none",
        Enum choice => Kebab(choice.ToString()),
        bool flag => flag ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture).Replace("E-0", "e-", StringComparison.Ordinal).Replace('E', 'e'),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static string Kebab(string name)
        => string.Concat(name.Select((letter, index) => char.IsUpper(letter) ? (index > 0 ? "-" : "") + char.ToLowerInvariant(letter) : letter.ToString()));
}
