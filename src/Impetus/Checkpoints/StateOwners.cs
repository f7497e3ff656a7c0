using System.Text.Json;

namespace Impetus.Checkpoints;

/// <summary>Whose the parts of a vector of scalars are, so that they find their owners in a set of another order.</summary>
internal static class StateOwners
{
    /// <summary>The names as a saved state holds them: a list in JSON, since names hold any character.</summary>
    public static string Write(IReadOnlyList<string> owners) => "[" + string.Join(',', owners.Select(owner => $"\"{JsonEncodedText.Encode(owner)}\"")) + "]";

    /// <summary>The parts of a saved vector in the order of the optimizer that is to take it.</summary>
    /// <param name="values">The vector as it was saved.</param>
    /// <param name="vector">What it is to become.</param>
    /// <param name="saved">The owners as they were saved; null in states of earlier versions, whose arrays tell the order.</param>
    /// <param name="entries">The arrays of the file, in its order.</param>
    /// <exception cref="InvalidDataException">The owners are others.</exception>
    public static double[] Arrange(double[] values, StateVector vector, string? saved, IEnumerable<SafetensorsEntry> entries)
    {
        if (vector.Owners is not { Count: > 0 } owners || (saved is null ? FromArrays(owners, entries) : Read(saved, vector)) is not { } earlier || owners.SequenceEqual(earlier))
        {
            return values;
        }

        int length = values.Length / owners.Count;
        double[] arranged = new double[values.Length];
        for (int owner = 0; owner < owners.Count; owner++)
        {
            int place = earlier.IndexOf(owners[owner]);
            values.AsSpan(place * length, length).CopyTo(arranged.AsSpan(owner * length));
        }

        return arranged;
    }

    private static List<string> Read(string saved, StateVector vector)
    {
        List<string> names = [];
        try
        {
            using JsonDocument list = JsonDocument.Parse(saved);
            names.AddRange(list.RootElement.EnumerateArray().Select(name => name.GetString() ?? ""));
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"its metadata does not say whose '{vector.Name}' is", fault);
        }

        string[] missing = [.. vector.Owners!.Except(names)];
        return missing.Length == 0 && names.Count == vector.Owners!.Count ? names : throw new InvalidDataException(
            $"its '{vector.Name}' belongs to {string.Join(", ", names)}; expected {string.Join(", ", vector.Owners!)}");
    }

    /// <summary>The order in which earlier versions wrote the arrays of the parameters; null where nothing tells it.</summary>
    private static List<string>? FromArrays(IReadOnlyList<string> owners, IEnumerable<SafetensorsEntry> entries)
    {
        foreach (IGrouping<string, SafetensorsEntry> array in entries.GroupBy(entry => ArrayOf(entry.Name, owners)).Where(group => group.Key.Length > 0))
        {
            List<string> names = [.. array.OrderBy(entry => entry.Start).Select(entry => entry.Name[array.Key.Length..])];
            if (names.Count == owners.Count)
            {
                return names;
            }
        }

        return null;
    }

    private static string ArrayOf(string entry, IReadOnlyList<string> owners)
    {
        string? owner = owners.Where(name => entry.EndsWith("/" + name, StringComparison.Ordinal)).MaxBy(name => name.Length);
        return owner is null ? "" : entry[..^owner.Length];
    }
}
