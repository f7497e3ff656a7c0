using System.Buffers;

namespace Impetus.Torch;

/// <summary>
/// Disposes every tensor that was made on this thread while it was open, except those that <see cref="Keep"/> takes out.
/// Scopes nest. Every training loop needs one: waiting for the garbage collector lets native memory grow without bound.
/// Close the scope of the forward pass before the backward pass and keep only the loss, so that activations are freed as
/// soon as they have been used. Never hold a scope across an <c>await</c>.
/// </summary>
public sealed class DisposeScope : IDisposable
{
    private const int InitialCapacity = 64;

    [ThreadStatic]
    private static DisposeScope? _current;

    private readonly DisposeScope? _outer;
    private Tensor?[] _tensors = ArrayPool<Tensor?>.Shared.Rent(InitialCapacity);
    private int _count;
    private bool _isClosed;

    /// <summary>Opens a scope on this thread.</summary>
    public DisposeScope()
    {
        _outer = _current;
        _current = this;
    }

    internal static DisposeScope? Current => _current;

    /// <summary>Moves a tensor to the enclosing scope; without one, the caller has to dispose it.</summary>
    /// <returns>The tensor.</returns>
    public Tensor Keep(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (tensor.Scope == this)
        {
            Remove(tensor);
            _outer?.Add(tensor);
        }
        return tensor;
    }

    /// <summary>Disposes what is left in the scope.</summary>
    /// <exception cref="InvalidOperationException">An inner scope is open, or the scope belongs to another thread.</exception>
    public void Dispose()
    {
        if (_isClosed)
        {
            return;
        }
        if (_current != this)
        {
            throw new InvalidOperationException("Scopes close on the thread that opened them, the innermost first.");
        }
        _current = _outer;
        _isClosed = true;
        for (int i = _count - 1; i >= 0; i--)
        {
            _tensors[i]?.Dispose();
        }
        ArrayPool<Tensor?>.Shared.Return(_tensors, clearArray: true);
        _tensors = [];
    }

    internal void Add(Tensor tensor)
    {
        if (_count == _tensors.Length)
        {
            Grow();
        }
        tensor.Scope = this;
        tensor.ScopeIndex = _count;
        _tensors[_count++] = tensor;
    }

    internal void Remove(Tensor tensor)
    {
        _tensors[tensor.ScopeIndex] = null;
        tensor.Scope = null;
    }

    private void Grow()
    {
        Tensor?[] larger = ArrayPool<Tensor?>.Shared.Rent(2 * _count);
        _tensors.AsSpan(0, _count).CopyTo(larger);
        ArrayPool<Tensor?>.Shared.Return(_tensors, clearArray: true);
        _tensors = larger;
    }
}
