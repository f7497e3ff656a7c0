using System.Runtime.CompilerServices;

namespace Impetus.Torch.Tests;

[Collection(EngineGroup.Name)]
public sealed class DisposeScopeTests
{
    [Fact]
    public void What_is_kept_moves_to_the_enclosing_scope_and_the_rest_goes()
    {
        long before = LiveTensors.Count();
        Tensor kept, dropped;
        using (new DisposeScope())
        {
            using (DisposeScope inner = new())
            {
                kept = inner.Keep(Tensor.Ones([2]));
                dropped = Tensor.Ones([3]);
            }
            Assert.Equal(2, kept.Sum().Item());
            Assert.Throws<ObjectDisposedException>(() => dropped.Shape);
        }
        Assert.Throws<ObjectDisposedException>(() => kept.Shape);
        Assert.Equal(before, Engine.LiveTensorCount);
    }

    [Fact]
    public void Without_an_enclosing_scope_a_kept_tensor_belongs_to_the_caller()
    {
        Tensor kept;
        using (DisposeScope scope = new())
        {
            kept = scope.Keep(Tensor.Ones([2]));
            for (int i = 0; i < 500; i++)
            {
                _ = Tensor.Ones([1]);
            }
        }
        Assert.Equal(2, kept.Sum().Item());
        kept.Dispose();
    }

    [Fact]
    public void Scopes_close_innermost_first()
    {
        DisposeScope outer = new();
        using (new DisposeScope())
        {
            Assert.Throws<InvalidOperationException>(outer.Dispose);
        }
        outer.Dispose();
        outer.Dispose();
    }

    [Fact]
    public void Scopes_of_threads_are_apart()
    {
        using DisposeScope scope = new();
        Tensor? foreign = null;
        Thread thread = new(() => foreign = Tensor.Ones([1]));
        thread.Start();
        thread.Join();
        Assert.Null(foreign!.Scope);
        foreign.Dispose();
    }

    [Fact]
    public void A_forgotten_tensor_is_freed_by_the_garbage_collector()
    {
        long before = LiveTensors.Count();
        Forget();
        Assert.Equal(before, LiveTensors.Count());

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void Forget() => _ = Tensor.Ones([10]);
    }
}
