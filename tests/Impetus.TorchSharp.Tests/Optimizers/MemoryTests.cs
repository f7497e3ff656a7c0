using System.Diagnostics;
using System.Runtime.CompilerServices;
using static TorchSharp.torch;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace Impetus.Torch.Tests;

/// <summary>Steps outside any scope leave nothing behind, and native state goes with the optimizer or with the collector.</summary>
[Collection(TorchGroup.Name)]
public sealed class MemoryTests
{
    private const int Steps = 5_000;

    public static TheoryData<string> Kinds => ["plain", "maximize", "other order", "sparse", "gaps", "closure"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Memory_does_not_grow(string kind)
    {
        using Tensor whole = ones(16, 32);
        using TorchParameter weight = kind switch
        {
            "gaps" => new(whole.narrow(1, 0, 16)),
            _ => new(ones(16, 16)),
        };
        weight.grad = kind switch
        {
            "other order" => rand(16, 16).t(),
            "sparse" => rand(16, 16).to_sparse(),
            _ => rand(16, 16),
        };
        using ImpetusOptimizer optimizer = optim.AdaTAMW([weight], lr: 1e-6, maximize: kind == "maximize");
        using Tensor loss = zeros(1);
        Func<Tensor>? closure = kind == "closure" ? () => loss : null;
        Take(optimizer, closure, Steps);    // as much garbage as ever lies about between two collections
        long tensors = Tensor.TotalCount, resident = Resident();
        Take(optimizer, closure, Steps);
        Assert.Equal(tensors, Tensor.TotalCount);
        Assert.InRange(Resident() - resident, long.MinValue, 8L << 20);
    }

    [Fact]
    public void State_is_freed_by_the_collector_where_nobody_disposes()
    {
        const int Length = 4 << 20, Optimizers = 40;    // 32 MiB of state each, 1.3 GiB together
        using TorchParameter weight = new(ones(Length));
        weight.grad = ones(Length);
        Forget(weight);
        Collect();
        long before = Resident();
        for (int i = 0; i < Optimizers; i++)
        {
            Forget(weight);
            Collect();
        }

        Assert.InRange(Resident() - before, long.MinValue, 256L << 20);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Forget(TorchParameter weight) => optim.AdaTAMW([weight]).step();

    private static void Take(ImpetusOptimizer optimizer, Func<Tensor>? closure, int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            optimizer.step(closure);
        }

        Collect();
    }

    private static void Collect()
    {
        // What a finalizer lets go of has finalizers of its own.
        for (int round = 0; round < 3; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    private static long Resident()
    {
        using Process process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
