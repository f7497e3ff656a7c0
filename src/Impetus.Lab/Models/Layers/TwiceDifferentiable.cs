namespace Impetus.Lab.Models.Layers;

/// <summary>
/// Lets models on this thread compute with operators that have a second derivative. libtorch's fused attention has a first one
/// only.
/// </summary>
public static class TwiceDifferentiable
{
    [ThreadStatic]
    private static int _depth;

    /// <summary>Whether a scope is open on this thread.</summary>
    public static bool IsWanted => _depth > 0;

    /// <summary>Opens a scope, to be disposed of on the same thread: around a forward pass whose gradient is differentiated again.</summary>
    public static IDisposable Scope()
    {
        _depth++;
        return new Opened();
    }

    private sealed class Opened : IDisposable
    {
        private bool _isClosed;

        public void Dispose()
        {
            _depth -= _isClosed ? 0 : 1;
            _isClosed = true;
        }
    }
}
