using TorchSharp;
using static TorchSharp.torch;

namespace Impetus.Torch.Tests;

/// <summary>Frees what a test makes and no longer holds; without it the collector does, at some time.</summary>
internal sealed class DisposeScopeGuard : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();
}
