using TorchSharp;
using static TorchSharp.torch;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace Impetus.Torch;

/// <summary>
/// Lays the parameters of a module out in one flat tensor and their gradients in a second one. The module's parameters and their
/// <c>grad</c> become views of these, so that a backward pass accumulates straight into the flat gradient, and an optimizer, a norm, a
/// checkpoint or an all-reduce sees two long vectors and a table of boundaries. Every tensor starts at a cache line; the gaps are zero
/// and stay so.
/// </summary>
/// <remarks>
/// <para>Parameters of several types get a pair of flat tensors for each type.</para>
/// <para>
/// Buffers stay where they are. A module that is moved or converted afterwards (<c>module.to</c>) leaves the arena, which is an error that
/// names the parameter. The memory lives as long as the arena or the module's parameters do; a parameter set made of it needs the arena.
/// </para>
/// </remarks>
public sealed class ParameterArena : IDisposable
{
    private readonly ArenaBlock[] _blocks;
    private readonly IReadOnlyDictionary<string, string>? _moduleTypes;
    private readonly List<(ArenaBlock Block, ParameterSet Parameters)> _sets = [];

    /// <summary>Moves a module's parameters, with their present values and gradients, into a new arena.</summary>
    /// <param name="module">The module; its parameters are in the memory of the process, in single or double precision or bfloat16.</param>
    /// <exception cref="ArgumentException">The module has no parameters, or one of another type or on another device.</exception>
    public ParameterArena(nn.Module module)
        : this(Parameters(module)) => _moduleTypes = ModuleTypes.Of(module);

    /// <summary>Moves parameters, with their present values and gradients, into a new arena.</summary>
    /// <param name="parameters">Names and parameters. One that is listed twice (tied weights) is taken once, under its first name.</param>
    /// <exception cref="ArgumentException">There are no parameters, or one is of another type or on another device.</exception>
    public ParameterArena(IEnumerable<(string name, TorchParameter parameter)> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        (string Name, TorchParameter Parameter)[] all = [.. parameters.DistinctBy(static each => each.parameter.Handle)];
        if (all.Length == 0)
        {
            throw new ArgumentException("There are no parameters to lay out.", nameof(parameters));
        }

        foreach ((string name, TorchParameter parameter) in all)
        {
            RequireFit(name, parameter);
        }

        _blocks = [.. all.GroupBy(static each => each.Parameter.dtype).Select(static group => new ArenaBlock(group.Key, [.. group]))];
        Slots = [.. _blocks.SelectMany(static block => block.Members).Select(static member => member.Slot)];
    }

    /// <summary>The parameters in the order of their place; those of one type follow each other.</summary>
    public IReadOnlyList<ParameterSlot> Slots { get; }

    /// <summary>The type of all elements.</summary>
    /// <exception cref="InvalidOperationException">There are several types.</exception>
    public ScalarType ScalarType => Block.ScalarType;

    /// <summary>Elements of either flat tensor, with the gaps between parameters.</summary>
    /// <exception cref="InvalidOperationException">There are several types.</exception>
    public long Length => Block.Values.numel();

    /// <summary>All values as one vector. Writing to it moves the module; see <see cref="MarkWritten"/>.</summary>
    /// <exception cref="InvalidOperationException">There are several types.</exception>
    public Tensor Values => Block.Values;

    /// <summary>All gradients as one vector.</summary>
    /// <exception cref="InvalidOperationException">There are several types.</exception>
    public Tensor Gradients => Block.Gradients;

    private ArenaBlock Block => _blocks is [{ } only]
        ? only
        : throw new InvalidOperationException($"The arena holds several types ({string.Join(", ", _blocks.Select(static block => block.ScalarType))}): name one.");

    /// <summary>All values of one type as one vector.</summary>
    public Tensor ValuesOf(ScalarType type) => BlockOf(type).Values;

    /// <summary>All gradients of one type as one vector.</summary>
    public Tensor GradientsOf(ScalarType type) => BlockOf(type).Gradients;

    /// <summary>The address of a parameter's first value.</summary>
    public nint ValueOf(ParameterSlot slot) => Address(slot, static block => block.Values);

    /// <summary>The address of a parameter's first gradient.</summary>
    public nint GradientOf(ParameterSlot slot) => Address(slot, static block => block.Gradients);

    /// <summary>
    /// Sets all gradients to zero and puts them in their place again, wherever <c>zero_grad</c> has set them to null. Call it before the
    /// backward pass instead of <c>zero_grad</c>: nothing is copied then.
    /// </summary>
    /// <exception cref="InvalidOperationException">A parameter has been moved, converted or disposed; the message names it.</exception>
    public void ZeroGradients()
    {
        foreach (ArenaBlock block in _blocks)
        {
            block.ZeroGradients();
        }
    }

    /// <summary>
    /// Brings gradients home that <c>zero_grad</c> and a backward pass have made anew elsewhere, and tells the parameter sets of this
    /// arena which parameters have none. Call it after the backward pass if anything but <see cref="ZeroGradients"/> clears gradients.
    /// </summary>
    /// <exception cref="InvalidOperationException">A parameter has been moved, converted or disposed; the message names it.</exception>
    public void GatherGradients()
    {
        foreach (ArenaBlock block in _blocks)
        {
            for (int i = 0; i < block.Members.Count; i++)
            {
                bool exists = block.Members[i].GatherGradient();
                foreach ((ArenaBlock owner, ParameterSet parameters) in _sets)
                {
                    if (owner == block)
                    {
                        parameters[i].HasGradient = exists;
                    }
                }
            }
        }
    }

    /// <summary>
    /// Tells automatic differentiation that the values have been written to, so that a backward pass over the old ones is refused. A step
    /// after a finished backward pass needs nothing.
    /// </summary>
    public void MarkWritten()
    {
        foreach (ArenaMember member in _blocks.SelectMany(static block => block.Members))
        {
            member.MarkWritten();
        }
    }

    /// <summary>A copy of all values, gaps included.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>, as <see cref="ScalarType"/> says.</typeparam>
    /// <exception cref="InvalidOperationException">The arena holds another type, or several.</exception>
    public T[] CopyValues<T>()
        where T : unmanaged => Span<T>().ToArray();

    /// <summary>Writes values back that <see cref="CopyValues{T}"/> gave.</summary>
    /// <exception cref="ArgumentException">The values are not as many as the arena's.</exception>
    /// <exception cref="InvalidOperationException">The arena holds another type, or several.</exception>
    public void RestoreValues<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        if (values.Length != Length)
        {
            throw new ArgumentException($"The arena has {Length} values, not {values.Length}.", nameof(values));
        }

        values.CopyTo(Span<T>());
        MarkWritten();
    }

    /// <summary>
    /// The parameters as an optimizer of <see cref="Impetus"/> takes them: in place, without a copy; bfloat16 is stepped on master weights
    /// in single precision. The arena must live as long as the set is in use.
    /// </summary>
    /// <exception cref="InvalidOperationException">There are several types: use <see cref="CreateParameterSets"/>.</exception>
    public ParameterSet CreateParameterSet() => CreateParameterSet(Block);

    /// <summary>One parameter set for each type, in the order of <see cref="Slots"/>.</summary>
    public IReadOnlyList<ParameterSet> CreateParameterSets() => [.. _blocks.Select(CreateParameterSet)];

    /// <summary>Lets go of the flat tensors; their memory is freed once the module's parameters are disposed too.</summary>
    public void Dispose()
    {
        foreach (ArenaBlock block in _blocks)
        {
            block.Dispose();
        }
    }

    private static IEnumerable<(string, TorchParameter)> Parameters(nn.Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        return module.named_parameters();
    }

    private static void RequireFit(string name, Tensor parameter)
    {
        if (TensorMemory.TypeOf(parameter.dtype) is null)
        {
            throw new ArgumentException($"'{name}' is in {parameter.dtype}; an arena takes Float32, Float64 and BFloat16.");
        }

        if (parameter.device_type != DeviceType.CPU || parameter.is_sparse)
        {
            throw new ArgumentException($"'{name}' is not dense memory of the process ({parameter.device}); an arena takes nothing else.");
        }
    }

    private ParameterSet CreateParameterSet(ArenaBlock block)
    {
        ParameterSet parameters = block.CreateParameterSet();
        foreach (Impetus.Parameter parameter in parameters)
        {
            parameter.ModuleType = _moduleTypes?.GetValueOrDefault(parameter.Name);
        }

        _sets.Add((block, parameters));
        return parameters;
    }

    private ArenaBlock BlockOf(ScalarType type) => Array.Find(_blocks, block => block.ScalarType == type)
        ?? throw new ArgumentException($"The arena holds no {type}.", nameof(type));

    private nint Address(ParameterSlot slot, Func<ArenaBlock, Tensor> part)
    {
        ArgumentNullException.ThrowIfNull(slot);
        ArenaBlock block = BlockOf(slot.ScalarType);
        return TensorMemory.Address(part(block)) + (nint)(slot.Offset * block.ElementSize);
    }

    private unsafe Span<T> Span<T>()
        where T : unmanaged
    {
        bool fits = (ScalarType, default(T)) is (ScalarType.Float32, float) or (ScalarType.Float64, double) or (ScalarType.BFloat16, ushort);
        return fits
            ? new Span<T>((void*)TensorMemory.Address(Values), checked((int)Length))
            : throw new InvalidOperationException($"The arena holds {ScalarType}, not {typeof(T).Name}.");
    }
}
