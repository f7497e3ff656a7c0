using System.Reflection;

namespace Impetus.Checkpoints;

/// <summary>Saves an optimizer's state as safetensors, and loads it: everything or nothing.</summary>
internal static partial class OptimizerStateFile
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
}
