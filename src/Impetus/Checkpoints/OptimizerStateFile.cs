using System.Numerics;
using System.Reflection;
using System.Runtime.InteropServices;
using Impetus.Algebra;

namespace Impetus.Checkpoints;

/// <summary>Saves an optimizer's state as safetensors, and loads it: everything or nothing.</summary>
internal static class OptimizerStateFile
{
    private const string Format = "impetus-optimizer", Version = "1";
    private const string FormatKey = "format", VersionKey = "version", CompositionKey = "optimizer", StepKey = "step", OptionsPrefix = "options/";
    private const string ScalarsPrefix = "scalars/", OwnersPrefix = "owners/", SettingsPrefix = "wrappers/";

    /// <summary>Writes the state atomically.</summary>
    /// <exception cref="IOException">The folder is missing or full, or cannot be written.</exception>
    public static void Save(Optimizer optimizer, string path) => Save(optimizer, writer => writer.Write(path));

    /// <summary>Writes the state to a stream.</summary>
    public static void Save(Optimizer optimizer, Stream stream) => Save(optimizer, writer => writer.Write(stream));

    private static void Save(Optimizer optimizer, Action<SafetensorsWriter> write)
    {
        StateSchema schema = Describe(optimizer);
        SafetensorsWriter writer = new();
        writer.AddMetadata(FormatKey, Format);
        writer.AddMetadata(VersionKey, Version);
        writer.AddMetadata(CompositionKey, schema.Composition);
        writer.AddMetadata(StepKey, optimizer.StepCount.ToString());
        foreach (StateOptions options in schema.Options)
        {
            writer.AddMetadata(OptionsPrefix + options.Name, options.Text);
        }

        foreach (StateSetting setting in schema.Settings)
        {
            writer.AddMetadata(SettingsPrefix + setting.Name, setting.Value);
        }

        foreach (StateTensor tensor in schema.Tensors)
        {
            writer.Add(tensor.Name, tensor.Type, tensor.Parameter.Shape, stream => tensor.CopyTo(stream, optimizer.Parameters.Shard));
        }

        foreach (StateVector vector in schema.Vectors)
        {
            writer.Add(ScalarsPrefix + vector.Name, vector.Values, vector.Values.Length);
            if (vector.Owners is { } owners)
            {
                writer.AddMetadata(OwnersPrefix + vector.Name, StateOwners.Write(owners));
            }
        }

        write(writer);
        GC.KeepAlive(optimizer);
    }

    /// <summary>Reads a state. Until all of it was read and found to fit, the optimizer stays as it was.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or belongs to another optimizer or other parameters.</exception>
    public static void Load(Optimizer optimizer, string path)
    {
        using SafetensorsFile file = SafetensorsFile.Open(path);
        Load(optimizer, file, $"'{path}'");
    }

    /// <summary>Reads a state from a stream; otherwise as the other overload.</summary>
    /// <exception cref="InvalidDataException">The state is damaged, or belongs to another optimizer or other parameters.</exception>
    public static void Load(Optimizer optimizer, Stream stream)
    {
        using SafetensorsFile file = SafetensorsFile.Open(stream);
        Load(optimizer, file, "The state");
    }

    private static void Load(Optimizer optimizer, SafetensorsFile file, string source)
    {
        try
        {
            Load(optimizer, file);
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidDataException($"{source} does not fit this optimizer: {fault.Message}.", fault);
        }
    }

    private static void Load(Optimizer optimizer, SafetensorsFile file)
    {
        StateSchema schema = Describe(optimizer);
        RefuseOther(schema, file);
        byte[][] tensors = [.. schema.Tensors.Select(tensor => ReadTensor(tensor, file))];
        double[][] vectors = [.. schema.Vectors.Select(vector => ReadVector(vector, file))];
        string[][] options = [.. schema.Options.Select(options => ReadOptions(options, file))];

        SetOptions(schema, options);
        for (int index = 0; index < tensors.Length; index++)
        {
            schema.Tensors[index].Write(0, tensors[index]);
        }

        for (int index = 0; index < vectors.Length; index++)
        {
            schema.Vectors[index].Restore(vectors[index]);
        }

        foreach (Action completion in schema.Completions)
        {
            completion();
        }

        GC.KeepAlive(optimizer);
    }

    /// <summary>Sets all options, or none if the optimizer refuses one of them.</summary>
    private static void SetOptions(StateSchema schema, string[][] options)
    {
        string[][] before = [.. schema.Options.Select(options => options.Options.Select(option => option.Value).ToArray())];
        try
        {
            Set(options);
        }
        catch (Exception fault) when (fault is TargetInvocationException or InvalidOperationException)
        {
            Set(before);
            throw new InvalidDataException((fault.InnerException ?? fault).Message.TrimEnd('.'), fault);
        }

        void Set(string[][] values)
        {
            for (int group = 0; group < values.Length; group++)
            {
                for (int option = 0; option < values[group].Length; option++)
                {
                    schema.Options[group].Options[option].Set(values[group][option]);
                }
            }
        }
    }

    private static StateSchema Describe(Optimizer optimizer)
    {
        StateSchema schema = new();
        optimizer.Describe(schema);
        return schema;
    }

    private static void RefuseOther(StateSchema schema, SafetensorsFile file)
    {
        Require(file, FormatKey, Format);
        Require(file, VersionKey, Version);
        Require(file, CompositionKey, schema.Composition);
        foreach (StateSetting setting in schema.Settings)
        {
            if (file.Metadata.GetValueOrDefault(SettingsPrefix + setting.Name) is { } saved && saved != setting.Value)
            {
                throw new InvalidDataException($"it was saved with {setting.Name[..^(setting.Key.Length + 1)]}({setting.Key}={saved}), and this optimizer has {setting.Key}={setting.Value}: make it with the option of the state");
            }
        }

        HashSet<string> known = [.. schema.Tensors.SelectMany(tensor => KeepsFormer(tensor, file) ? tensor.FormerNames : [tensor.Name]), .. schema.Vectors.Select(vector => ScalarsPrefix + vector.Name)];
        if (file.Entries.FirstOrDefault(entry => !known.Contains(entry.Name)) is { } stranger)
        {
            throw new InvalidDataException($"it has '{stranger.Name}', which the optimizer has not");
        }
    }

    private static void Require(SafetensorsFile file, string key, string expected)
    {
        string? actual = file.Metadata.GetValueOrDefault(key);
        if (actual != expected)
        {
            throw new InvalidDataException($"its {key} is {(actual is null ? "missing" : $"'{actual}'")}; expected '{expected}'");
        }
    }

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
