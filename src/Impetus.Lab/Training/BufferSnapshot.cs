using static TorchSharp.torch;

namespace Impetus.Lab.Training;

/// <summary>A copy of a model's buffers (running statistics), to put them back after something that must not count.</summary>
/// <param name="model">The model.</param>
internal sealed class BufferSnapshot(nn.Module model) : IDisposable
{
    private readonly (Tensor Buffer, Tensor Copy)[] _copies =
        [.. model.named_buffers().Select(static named => (named.buffer, named.buffer.clone().DetachFromDisposeScope()))];

    /// <summary>Copies the buffers as they are now.</summary>
    public void Take()
    {
        foreach ((Tensor buffer, Tensor copy) in _copies)
        {
            copy.copy_(buffer);
        }
    }

    /// <summary>Puts the buffers back as they were.</summary>
    public void PutBack()
    {
        foreach ((Tensor buffer, Tensor copy) in _copies)
        {
            buffer.copy_(copy);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach ((_, Tensor copy) in _copies)
        {
            copy.Dispose();
        }
    }
}
