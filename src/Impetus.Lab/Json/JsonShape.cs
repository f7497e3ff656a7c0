using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Impetus.Lab.Json;

/// <summary>
/// Whether JSON has the members of a record: none unknown, none missing, none null that must not be, each of its type and in
/// its <see cref="RangeAttribute"/>. Lists never hold null.
/// </summary>
internal static class JsonShape
{
    /// <summary>Compares an element with a type.</summary>
    /// <param name="element">What was read.</param>
    /// <param name="type">What it should be.</param>
    /// <param name="place">Its name in messages: <c>files[0].bytes</c>.</param>
    /// <exception cref="JsonException">It differs; the message says where and how, in half a sentence.</exception>
    public static void Check(JsonElement element, JsonTypeInfo type, string place = "")
    {
        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object:
                CheckMembers(Expect(element, JsonValueKind.Object, place), type, place);
                break;
            case JsonTypeInfoKind.Enumerable:
                JsonTypeInfo item = type.Options.GetTypeInfo(type.ElementType!);
                foreach ((int index, JsonElement value) in Expect(element, JsonValueKind.Array, place).EnumerateArray().Index())
                {
                    Check(NotNull(value, $"{place}[{index}]"), item, $"{place}[{index}]");
                }

                break;
            case JsonTypeInfoKind.Dictionary:
                JsonTypeInfo entry = type.Options.GetTypeInfo(type.ElementType!);
                foreach (JsonProperty pair in Expect(element, JsonValueKind.Object, place).EnumerateObject().Where(static pair => pair.Value.ValueKind != JsonValueKind.Null))
                {
                    Check(pair.Value, entry, Inside(place, pair.Name));
                }

                break;
            default:
                Value(element, type, place);
                break;
        }
    }

    private static void CheckMembers(JsonElement element, JsonTypeInfo type, string place)
    {
        Dictionary<string, JsonPropertyInfo> missing = type.Properties.ToDictionary(static member => member.Name, StringComparer.Ordinal);
        foreach (JsonProperty pair in element.EnumerateObject())
        {
            if (!missing.Remove(pair.Name, out JsonPropertyInfo? member))
            {
                string name = Shortened(pair.Name);
                string near = Suggestion.For(name, missing.Keys).Trim().TrimEnd('?');
                throw new JsonException($"'{Inside(place, name)}' means nothing here{(near.Length == 0 ? "" : $" (d{near[1..]}?)")}");
            }

            if (IsRead(member))
            {
                CheckMember(pair.Value, member, Inside(place, pair.Name));
            }
        }

        if (missing.Values.FirstOrDefault(IsRequired) is { } lacking)
        {
            throw new JsonException($"'{Inside(place, lacking.Name)}' is missing");
        }
    }

    private static void CheckMember(JsonElement value, JsonPropertyInfo member, string place)
    {
        if (value.ValueKind == JsonValueKind.Null && (Nullable.GetUnderlyingType(member.PropertyType) is not null || (!member.PropertyType.IsValueType && MayBeNull(member))))
        {
            return;
        }

        JsonTypeInfo type = member.Options.GetTypeInfo(member.PropertyType);
        Check(member.PropertyType.IsValueType ? value : NotNull(value, place), type, place);
        if (member.AttributeProvider?.GetCustomAttributes(typeof(RangeAttribute), inherit: true) is [RangeAttribute range, ..] && !range.IsValid(Value(value, type, place)))
        {
            string bounds = range.Maximum is double.MaxValue ? $"{range.Minimum} or more" : $"from {range.Minimum} to {range.Maximum}";
            throw new JsonException($"'{place}' is {value.GetRawText()}, and must be {bounds}");
        }
    }

    private static object? Value(JsonElement element, JsonTypeInfo type, string place)
    {
        try
        {
            return element.Deserialize(type);
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException or ArgumentException or OverflowException)
        {
            throw Wrong(element, Wording(Nullable.GetUnderlyingType(type.Type) ?? type.Type), place, error);
        }
    }

    // Members that are written for readers, and computed anew.
    private static bool IsRead(JsonPropertyInfo member) => member.Set is not null || member.AssociatedParameter is not null;

    private static bool IsRequired(JsonPropertyInfo member) =>
        member.IsRequired || member.AssociatedParameter is { HasDefaultValue: false, IsMemberInitializer: false };

    private static bool MayBeNull(JsonPropertyInfo member) => member.AssociatedParameter?.IsNullable ?? member.IsSetNullable;

    private static JsonElement NotNull(JsonElement value, string place) =>
        value.ValueKind != JsonValueKind.Null ? value : throw new JsonException($"'{place}' is null");

    private static JsonElement Expect(JsonElement element, JsonValueKind kind, string place) =>
        element.ValueKind == kind ? element : throw Wrong(element, kind == JsonValueKind.Array ? "a list" : "an object", place);

    private static JsonException Wrong(JsonElement element, string expected, string place, Exception? cause = null) =>
        new($"{(place.Length == 0 ? "it" : $"'{place}'")} is {Shortened(element.GetRawText())} instead of {expected}", cause);

    private static string Wording(Type type) =>
        type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.KebabCaseLower.ConvertName))}"
        : type == typeof(bool) ? "true or false"
        : type == typeof(string) ? "a text"
        : type == typeof(DateTimeOffset) ? "a time"
        : type.IsPrimitive ? type == typeof(double) || type == typeof(float) ? "a number" : "a whole number in its range"
        : "what belongs there";

    private static string Shortened(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private static string Inside(string place, string name) => place.Length == 0 ? name : $"{place}.{name}";
}
