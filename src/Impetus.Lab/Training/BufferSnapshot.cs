using Impetus.Torch;
using Impetus.Torch.Modules;

namespace Impetus.Lab.Training;

/// <summary>A copy of a model's buffers (running statistics), to put them back after something that must not count.</summary>
/// <param name="model">The model.</param>
internal sealed class BufferSnapshot(Module model) : IDisposable
{
    private readonly (ModuleTensor Buffer, Tensor Copy)[] _copies =
        [.. model.Buffers.Select(static buffer => (buffer.Tensor, buffer.Tensor.Value.Clone().KeepOutOfScopes()))];

    /// <summary>Copies the buffers as they are now.</summary>
    public void Take()
    {
        foreach ((ModuleTensor buffer, Tensor copy) in _copies)
        {
            copy.CopyFrom(buffer.Value);
        }
    }

    /// <summary>Puts the buffers back as they were.</summary>
    public void PutBack()
    {
        foreach ((ModuleTensor buffer, Tensor copy) in _copies)
        {
            buffer.Value.CopyFrom(copy);
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
