using TorchSharp;
using static TorchSharp.torch;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace Impetus.Torch;

/// <summary>The parameters of one element type in an arena: two flat tensors, and a view into each for every parameter.</summary>
internal sealed class ArenaBlock : IDisposable
{
    // libtorch's CPU allocator starts every block at a multiple of 64 bytes, a cache line; so does every parameter.
    private const int Alignment = 64;

    private readonly ArenaMember[] _members;

    public ArenaBlock(ScalarType type, IReadOnlyList<(string Name, TorchParameter Parameter)> parameters)
    {
        ScalarType = type;
        ElementSize = (int)parameters[0].Parameter.ElementSize;
        using IDisposable withoutGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Values = zeros(parameters.Sum(each => Rounded(each.Parameter.numel())), dtype: type).DetachFromDisposeScope();
        Gradients = zeros_like(Values).DetachFromDisposeScope();
        _members = new ArenaMember[parameters.Count];
        long offset = 0;
        for (int i = 0; i < _members.Length; i++)
        {
            (string name, TorchParameter parameter) = parameters[i];
            ParameterSlot slot = new(name, offset, parameter.numel(), parameter.shape, type);
            _members[i] = new ArenaMember(slot, parameter, Values, Gradients);
            offset += Rounded(slot.Length);
        }
    }

    public ScalarType ScalarType { get; }

    public int ElementSize { get; }

    public Tensor Values { get; }

    public Tensor Gradients { get; }

    public IReadOnlyList<ArenaMember> Members => _members;

    public void ZeroGradients()
    {
        using IDisposable withoutGradient = no_grad();
        Gradients.zero_().Dispose();
        foreach (ArenaMember member in _members)
        {
            member.Reattach();
        }
    }

    public ParameterSet CreateParameterSet()
    {
        ParameterSet parameters = new() { Flat = new(TensorMemory.Address(Values), TensorMemory.Address(Gradients)) };
        foreach (ArenaMember member in _members)
        {
            ParameterSlot slot = member.Slot;
            parameters.Add(slot.Name, member.ValueAddress, member.GradientAddress, (nint)slot.Length, TensorMemory.TypeOf(ScalarType)!.Value, [.. slot.Shape]);
        }

        return parameters;
    }

    public void Dispose()
    {
        foreach (ArenaMember member in _members)
        {
            member.Dispose();
        }

        Values.Dispose();
        Gradients.Dispose();
    }

    private long Rounded(long count)
    {
        int line = Alignment / ElementSize;
        return (count + line - 1) / line * line;
    }
}
