using System.Runtime.InteropServices;
using Impetus.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace Impetus.Torch;

/// <summary>The arrays that a rule keeps, as tensors beside the parameters.</summary>
internal sealed class TensorStateArrays : StateArrays
{
    private readonly Tensor?[][] _arrays;    // by array, then by tensor

    /// <summary>Arrays of zeros.</summary>
    /// <param name="parameters">What they are the size of.</param>
    /// <param name="isHeld">Which parameters need them.</param>
    /// <param name="count">How many arrays there are.</param>
    public TensorStateArrays(IReadOnlyList<Tensor> parameters, bool[] isHeld, int count)
    {
        using IDisposable withoutGradient = no_grad();
        _arrays = [.. Enumerable.Range(0, count).Select(_ => parameters
            .Select((parameter, index) => isHeld[index] ? zeros_like(parameter).DetachFromDisposeScope() : null)
            .ToArray())];
    }

    /// <summary>The part of an array that belongs to a tensor.</summary>
    public Tensor this[int array, int tensor] => _arrays[array][tensor]!;

    /// <inheritdoc/>
    public override void Exchange(int one, int other, int tensor)
        => (_arrays[one][tensor], _arrays[other][tensor]) = (_arrays[other][tensor], _arrays[one][tensor]);

    /// <inheritdoc/>
    public override void Copy(int source, int target, int tensor)
    {
        using IDisposable withoutGradient = no_grad();
        this[target, tensor].copy_(this[source, tensor]);
    }

    /// <inheritdoc/>
    public override void AddDifference(int target, int added, int removed, int tensor)
    {
        using IDisposable withoutGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        this[target, tensor].copy_(this[target, tensor].Plus(this[added, tensor] - this[removed, tensor]));
    }

    /// <inheritdoc/>
    public override void Sum(int target, int first, int count, int tensor)
    {
        using IDisposable withoutGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor total = this[first, tensor];
        for (int array = first + 1; array < first + count; array++)
        {
            total = total.Plus(this[array, tensor]);
        }

        this[target, tensor].copy_(total);
    }

    /// <inheritdoc/>
    public override void Read(int array, int tensor, long offset, Span<byte> bytes)
    {
        using DisposeScope scope = NewDisposeScope();
        Part(array, tensor, offset, bytes.Length).cpu().contiguous().bytes.CopyTo(bytes);
    }

    /// <inheritdoc/>
    public override void Write(int array, int tensor, long offset, ReadOnlySpan<byte> bytes)
    {
        using IDisposable withoutGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor source = this[array, tensor].dtype == ScalarType.Float64
            ? torch.tensor(MemoryMarshal.Cast<byte, double>(bytes).ToArray())
            : torch.tensor(MemoryMarshal.Cast<byte, float>(bytes).ToArray());
        Part(array, tensor, offset, bytes.Length).copy_(source);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        foreach (Tensor? tensor in _arrays.SelectMany(static array => array))
        {
            tensor?.Dispose();
        }
    }

    private Tensor Part(int array, int tensor, long offset, int byteCount)
    {
        Tensor state = this[array, tensor];
        int size = (int)state.ElementSize;
        return state.view(-1).narrow(0, offset / size, byteCount / size);
    }
}
