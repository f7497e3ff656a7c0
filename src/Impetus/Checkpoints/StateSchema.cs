using Impetus.Algebra;
using Impetus.Kernels;
using Impetus.Wrappers;

namespace Impetus.Checkpoints;

/// <summary>
/// Everything that an optimizer has to remember, described once. Saving, loading and comparing are derived from it, so no
/// optimizer writes any of them by hand.
/// </summary>
internal sealed unsafe class StateSchema
{
    private readonly List<StateTensor> _tensors = [];
    private readonly List<StateVector> _vectors = [];
    private readonly List<StateOptions> _options = [];
    private readonly List<StateSetting> _settings = [];
    private readonly List<Action> _completions = [];
    private readonly List<string> _parts = [];
    private string _prefix = "";

    /// <summary>The arrays, each the size of a parameter.</summary>
    public IReadOnlyList<StateTensor> Tensors => _tensors;

    /// <summary>The short vectors of scalars.</summary>
    public IReadOnlyList<StateVector> Vectors => _vectors;

    /// <summary>The hyper-parameters that may change between steps.</summary>
    public IReadOnlyList<StateOptions> Options => _options;

    /// <summary>The settings that cannot change between saving and loading.</summary>
    public IReadOnlyList<StateSetting> Settings => _settings;

    /// <summary>What is to be done once everything is restored.</summary>
    public IReadOnlyList<Action> Completions => _completions;

    /// <summary>What the optimizer is made of; a state fits only an optimizer that is made of the same.</summary>
    public string Composition => string.Join('+', _parts);

    /// <summary>Describes what a part adds, under names of its own.</summary>
    public void Within(string part, Action<StateSchema> describe)
    {
        string outer = _prefix;
        _parts.Add(part);
        _prefix = $"{outer}{part}/";
        describe(this);
        _prefix = outer;
    }

    /// <summary>Adds the options of a wrapper: a state that was saved with others is refused.</summary>
    public void AddSettings(WrapperOptions options)
    {
        foreach (OptionDescription option in OptionDescription.OfPart(options))
        {
            _settings.Add(new($"{_prefix}{options.Name}/{option.Key}", option.Key, option.Value));
        }
    }

    /// <summary>Adds what is to be done once everything is restored.</summary>
    public void AddCompletion(Action completion) => _completions.Add(completion);

    /// <summary>Adds an array that lies in the memory of the process.</summary>
    public void AddTensor(string name, Parameter parameter, void* start)
    {
        nint address = (nint)start;
        AddTensor(
            name,
            parameter,
            (offset, bytes) => new ReadOnlySpan<byte>((byte*)address + offset, bytes.Length).CopyTo(bytes),
            (offset, bytes) => bytes.CopyTo(new Span<byte>((byte*)address + offset, bytes.Length)));
    }

    /// <summary>Adds a vector with the shape of the parameters.</summary>
    public void AddTensors(string name, ParameterSet parameters, ParameterVector values)
    {
        for (int parameter = 0; parameter < parameters.Count; parameter++)
        {
            int each = parameter;
            AddTensor(name, parameters[each], (offset, bytes) => values.Read(each, offset, bytes), (offset, bytes) => values.Write(each, offset, bytes));
        }
    }

    /// <summary>Adds an array, and the ways to read and write its bytes.</summary>
    /// <param name="name">The array's name, the same for every parameter.</param>
    /// <param name="parameter">What it belongs to.</param>
    /// <param name="read">Reads its bytes.</param>
    /// <param name="write">Writes its bytes.</param>
    /// <param name="isNonNegative">Whether it holds means of squares, or other numbers that are never negative.</param>
    /// <param name="former">How it follows from arrays that earlier versions kept in its stead; null if it was always kept.</param>
    public void AddTensor(string name, Parameter parameter, StateReader read, StateWriter write, bool isNonNegative = false, FormerArrays? former = null)
        => _tensors.Add(new(NameOf(name, parameter), name, parameter, read, write, isNonNegative)
        {
            Former = former,
            FormerNames = [.. (former?.Names ?? []).Select(each => NameOf(each, parameter))],
        });

    /// <summary>Adds a vector, as it stands, and what puts another in its place.</summary>
    /// <param name="name">The vector's name.</param>
    /// <param name="values">The vector as it stands.</param>
    /// <param name="accepts">Whether steps could have left such a vector; nothing else is restored.</param>
    /// <param name="restore">Puts a vector of the same length in its place.</param>
    /// <param name="owners">The names of the parameters or groups that its parts, all of one length, belong to; null if it has no parts.</param>
    /// <param name="absent">What stands for it in states of versions that did not save it; null if all did.</param>
    public void AddVector(
        string name, double[] values, Predicate<double[]> accepts, Action<double[]> restore, IReadOnlyList<string>? owners = null, double[]? absent = null)
        => _vectors.Add(new(_prefix + name, values, accepts, restore, owners, absent));

    /// <summary>Whether a number can be a count.</summary>
    public static bool IsCount(double value) => value is >= 0 and < 1L << 53 && value == Math.Truncate(value);

    private string NameOf(string array, Parameter parameter) => $"{_prefix}{array}/{parameter.Name}";

    /// <summary>Adds hyper-parameters.</summary>
    public void AddOptions(string name, IReadOnlyList<OptionDescription> options) => _options.Add(new(_prefix + name, options));
}

/// <summary>Reads bytes of an array from an offset on.</summary>
internal delegate void StateReader(long offset, Span<byte> bytes);

/// <summary>Writes bytes of an array from an offset on.</summary>
internal delegate void StateWriter(long offset, ReadOnlySpan<byte> bytes);

/// <summary>An array of state, the size of a parameter.</summary>
/// <param name="Name">The name in a saved state, which no other tensor has.</param>
/// <param name="Array">What the part that keeps it calls it, the same for every parameter.</param>
/// <param name="Parameter">What it belongs to.</param>
/// <param name="Read">Reads its bytes.</param>
/// <param name="Write">Writes its bytes.</param>
/// <param name="IsNonNegative">Whether no number in it is negative.</param>
internal sealed record StateTensor(string Name, string Array, Parameter Parameter, StateReader Read, StateWriter Write, bool IsNonNegative)
{
    // Below the size from which on arrays stay on the heap until a full collection.
    private const int ChunkBytes = 1 << 16;

    /// <summary>How it follows from arrays of earlier versions, if it does.</summary>
    public FormerArrays? Former { get; init; }

    /// <summary>The names of those in a saved state.</summary>
    public IReadOnlyList<string> FormerNames { get; init; } = [];

    public string Type => Parameter.ElementType == ElementType.Float64 ? "F64" : "F32";

    public long ByteCount => Parameter.Length * (long)Parameter.ElementType.Size;

    /// <summary>Writes all bytes to a stream, those that other processes keep among them.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="shard">The part of this process, where several share the state out among each other.</param>
    public void CopyTo(Stream stream, Shard? shard)
    {
        long offset = 0;
        InChunks(chunk =>
        {
            shard?.Exchange.ShareState(Parameter, offset, chunk);
            stream.Write(chunk);
            offset += chunk.Length;
        });
    }

    /// <summary>Takes over the values of an array of the same shape.</summary>
    public void CopyFrom(StateTensor source)
    {
        long offset = 0;
        source.InChunks(chunk =>
        {
            Write(offset, chunk);
            offset += chunk.Length;
        });
    }

    private void InChunks(Action<byte[]> visit)
    {
        for (long offset = 0; offset < ByteCount; offset += ChunkBytes)
        {
            byte[] chunk = new byte[Math.Min(ChunkBytes, ByteCount - offset)];
            Read(offset, chunk);
            visit(chunk);
        }
    }
}

/// <summary>A vector of scalars; <see cref="StateSchema.AddVector"/> says what is what.</summary>
internal sealed record StateVector(
    string Name, double[] Values, Predicate<double[]> Accepts, Action<double[]> Restore, IReadOnlyList<string>? Owners, double[]? Absent);

/// <summary>An option of a wrapper, as it was when the state was saved.</summary>
/// <param name="Name">The name in a saved state.</param>
/// <param name="Key">The option's name.</param>
/// <param name="Value">Its value.</param>
internal sealed record StateSetting(string Name, string Key, string Value);

/// <summary>Hyper-parameters by key.</summary>
internal sealed record StateOptions(string Name, IReadOnlyList<OptionDescription> Options)
{
    public string Text => string.Join(',', Options.Select(option => $"{option.Key}={option.Value}"));
}
