using System.Numerics;
using System.Runtime.InteropServices;
using Impetus.Algebra;

namespace Impetus.Checkpoints;

// What a file has for each part of the state, and whether steps could have left it.
internal static partial class OptimizerStateFile
{
    /// <summary>Whether an earlier version saved the file, and kept other arrays instead of this one.</summary>
    private static bool KeepsFormer(StateTensor tensor, SafetensorsFile file)
        => tensor.Former is not null && file.Find(tensor.Name) is null && tensor.FormerNames.All(name => file.Find(name) is not null);

    private static byte[] ReadTensor(StateTensor tensor, SafetensorsFile file)
        => !KeepsFormer(tensor, file) ? ReadTensor(tensor, tensor.Name, file)
            : tensor.Parameter.ElementType == ElementType.Float64 ? Convert<double>(tensor, file)
            : Convert<float>(tensor, file);

    private static byte[] Convert<TElement>(StateTensor tensor, SafetensorsFile file)
        where TElement : unmanaged, INumber<TElement>
    {
        TElement[][] former = [.. tensor.FormerNames.Select(name => MemoryMarshal.Cast<byte, TElement>(ReadTensor(tensor, name, file)).ToArray())];
        byte[] bytes = new byte[tensor.ByteCount];
        Span<TElement> values = MemoryMarshal.Cast<byte, TElement>(bytes.AsSpan());
        double[] each = new double[former.Length];
        for (int index = 0; index < values.Length; index++)
        {
            for (int array = 0; array < each.Length; array++)
            {
                each[array] = double.CreateTruncating(former[array][index]);
            }

            values[index] = TElement.CreateTruncating(tensor.Former!.Convert(each));
        }

        return bytes;
    }

    private static byte[] ReadTensor(StateTensor tensor, string name, SafetensorsFile file)
    {
        SafetensorsEntry entry = Find(name, file);
        if (entry.Type != tensor.Type || !entry.Shape.SequenceEqual(tensor.Parameter.Shape.ToArray()))
        {
            throw new InvalidDataException($"'{name}' is {entry.Type} ({string.Join(", ", entry.Shape)}); expected {tensor.Type} ({string.Join(", ", tensor.Parameter.Shape.ToArray())})");
        }

        byte[] bytes = new byte[tensor.ByteCount];
        file.ReadBytes(entry, bytes);
        bool isNonNegative = tensor.IsNonNegative && name == tensor.Name;
        return CouldBeState(tensor.Type, bytes, isNonNegative) ? bytes : throw new InvalidDataException(
            $"'{name}' holds numbers that are not finite{(isNonNegative ? ", or negative where it keeps squares" : "")}: no training leaves such a state");
    }

    private static bool CouldBeState(string type, byte[] bytes, bool isNonNegative) => type == "F64"
        ? CouldBeState<double>(MemoryMarshal.Cast<byte, double>(bytes), isNonNegative)
        : CouldBeState<float>(MemoryMarshal.Cast<byte, float>(bytes), isNonNegative);

    private static bool CouldBeState<TElement>(ReadOnlySpan<TElement> values, bool isNonNegative)
        where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
    {
        foreach (TElement value in values)
        {
            if (!TElement.IsFinite(value) || (isNonNegative && value < TElement.Zero))
            {
                return false;
            }
        }

        return true;
    }

    private static double[] ReadVector(StateVector vector, SafetensorsFile file)
    {
        if (vector.Absent is { } absent && file.Find(ScalarsPrefix + vector.Name) is null)
        {
            return absent;
        }

        SafetensorsEntry entry = Find(ScalarsPrefix + vector.Name, file);
        double[] values = entry.Type == "F64" && entry.Count == vector.Values.Length
            ? file.Read<double>(entry)
            : throw new InvalidDataException($"'{entry.Name}' has {entry.Count} numbers in {entry.Type}; expected {vector.Values.Length} in F64");
        values = StateOwners.Arrange(values, vector, file.Metadata.GetValueOrDefault(OwnersPrefix + vector.Name), file.Entries);
        return vector.Accepts(values) ? values : throw new InvalidDataException($"'{entry.Name}' holds numbers that no step could have left");
    }

    private static string[] ReadOptions(StateOptions options, SafetensorsFile file)
    {
        string text = file.Metadata.GetValueOrDefault(OptionsPrefix + options.Name)
            ?? throw new InvalidDataException($"its metadata lacks '{OptionsPrefix}{options.Name}'");
        string[] pairs = text.Split(',', StringSplitOptions.RemoveEmptyEntries);
        string[] values = new string[options.Options.Count];
        for (int index = 0; index < values.Length; index++)
        {
            OptionDescription option = options.Options[index];
            string prefix = option.Key + "=";
            values[index] = Array.Find(pairs, pair => pair.StartsWith(prefix, StringComparison.Ordinal))?[prefix.Length..]
                ?? option.Formerly
                ?? throw new InvalidDataException($"its metadata '{OptionsPrefix}{options.Name}' lacks '{option.Key}'");
            if (!option.Accepts(values[index]))
            {
                throw new InvalidDataException($"its option {option.Key}={values[index]} is out of range");
            }
        }

        return values;
    }

    private static SafetensorsEntry Find(string name, SafetensorsFile file)
        => file.Find(name) ?? throw new InvalidDataException($"it lacks '{name}'");
}
