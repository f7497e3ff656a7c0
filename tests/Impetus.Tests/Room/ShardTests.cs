using Impetus.Kernels;
using Impetus.Tests.Contract;

namespace Impetus.Tests.Room;

/// <summary>A step shared out among several: each has a range of the blocks, and hears the sums of the others.</summary>
public sealed class ShardTests
{
    private static readonly int[] Lengths = [9_000, 3, 0, 20_001, 33_000];

    public static TheoryData<string> Specifications =>
    [
        .. OptimizerRegistry.All.Select(definition => definition.Name), "adamw:clip-norm=1", "tam:clip-value=0.5", "tam:scope=tensor", "am-adamw:scope=tensor,clip-norm=1", "sgd-cg:scope=tensor", "adam-cm:scope=tensor",
    ];

    [Theory]
    [MemberData(nameof(Specifications))]
    public void PartsOfAStepAreTheStep(string specification)
    {
        float[][] whole = Run(specification, null, new float[Lengths.Length][]);
        foreach (int count in (int[])[2, 3])
        {
            Assert.Equal(whole, RunTogether(specification, count));
        }
    }

    [Fact]
    public void AllRefuseAGradientThatOneFinds()
    {
        Exception?[] faults = Together(2, (shard, _) =>
        {
            using Trainee trainee = new("adamw", shard);
            trainee.Gradients[0][1] = float.NaN;
            return Record.Exception(trainee.Optimizer.Step);
        });
        Assert.All(faults, fault => Assert.Equal("t0", Assert.IsType<NonFiniteGradientException>(fault).ParameterName));
    }

    private static float[][] RunTogether(string specification, int count)
    {
        float[][] values = new float[Lengths.Length][];
        float[][][] all = Together(count, (shard, _) => Run(specification, shard, values));
        int[] blocks = Partition.BlockStartsOf([.. Lengths.Select(length => (nint)length)]);
        return [.. Lengths.Select((length, tensor) => Enumerable.Range(0, length).Select(at => all[OwnerOf(blocks[tensor] + at / 4096, blocks[^1], count)][tensor][at]).ToArray())];
    }

    private static int OwnerOf(int block, int blocks, int count) => Enumerable.Range(0, count).First(owner => block < blocks * (owner + 1) / count);

    private static T[] Together<T>(int count, Func<Shard, int, T> run)
    {
        int blocks = Partition.BlockStartsOf([.. Lengths.Select(length => (nint)length)])[^1];
        Range[] ranges = [.. Enumerable.Range(0, count).Select(owner => (blocks * owner / count)..(blocks * (owner + 1) / count))];
        using Exchange exchange = new(ranges);
        T[] results = new T[count];
        Thread[] threads = [.. Enumerable.Range(0, count).Select(owner => new Thread(() => results[owner] = run(new(ranges[owner], exchange.Of(owner)), owner)))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        return results;
    }

    /// <summary>Every trainee has all parameters; in this test, where nobody gathers them, only its own part is moved.</summary>
    private static float[][] Run(string specification, Shard? shard, float[][] _)
    {
        using Trainee trainee = new(specification, shard);
        for (int step = 0; step < 9; step++)
        {
            trainee.Step(step);
        }

        return trainee.Values;
    }

    private sealed class Trainee : IDisposable
    {
        private readonly ParameterSet _parameters;

        public Trainee(string specification, Shard? shard)
        {
            Tensor[] tensors = Tensor.Row(Lengths);
            _parameters = new ParameterSet { Shard = shard };
            Values = [.. tensors.Select(tensor => GradientStream.Values<float>(tensor.FirstCoordinate, tensor.Length))];
            Gradients = [.. tensors.Select(tensor => new float[tensor.Length])];
            for (int tensor = 0; tensor < tensors.Length; tensor++)
            {
                _parameters.Add(tensors[tensor].Name, Values[tensor], Gradients[tensor]);
            }

            Optimizer = OptimizerSpecification.Parse(specification).Create(_parameters);
        }

        public float[][] Values { get; }

        public float[][] Gradients { get; }

        public Optimizer Optimizer { get; }

        public void Step(int step)
        {
            for (int tensor = 0, first = 0; tensor < Lengths.Length; first += Lengths[tensor++])
            {
                GradientStream.Fill(Gradients[tensor].AsSpan(), first, step);
                _parameters[tensor].HasGradient = (step + tensor) % 5 != 0;
            }

            Optimizer.Step();
        }

        public void Dispose()
        {
            Optimizer.Dispose();
            _parameters.Dispose();
        }
    }

    /// <summary>Threads that stand for processes: each puts down its own blocks, and takes up all.</summary>
    private sealed class Exchange(Range[] ranges) : IDisposable
    {
        private readonly Barrier _barrier = new(ranges.Length);
        private double[] _blocks = [];
        private bool[] _flags = [];

        public ISumExchange Of(int owner) => new Member(this, owner);

        public void Dispose() => _barrier.Dispose();

        private sealed class Member(Exchange exchange, int owner) : ISumExchange
        {
            public void Share(Span<double> blocks)
            {
                Meet(ref exchange._blocks, blocks.Length);
                (int start, int count) = ranges(exchange).GetOffsetAndLength(blocks.Length / 4);
                blocks.Slice(4 * start, 4 * count).CopyTo(exchange._blocks.AsSpan(4 * start));
                exchange._barrier.SignalAndWait();
                exchange._blocks.AsSpan(0, blocks.Length).CopyTo(blocks);
                exchange._barrier.SignalAndWait();
            }

            public void Share(Span<bool> flags)
            {
                Meet(ref exchange._flags, flags.Length);
                for (int at = 0; at < flags.Length; at++)
                {
                    if (flags[at])
                    {
                        Volatile.Write(ref exchange._flags[at], true);
                    }
                }

                exchange._barrier.SignalAndWait();
                exchange._flags.AsSpan(0, flags.Length).CopyTo(flags);
                exchange._barrier.SignalAndWait();
            }

            private Range ranges(Exchange of) => of.RangeOf(owner);

            private void Meet<T>(ref T[] shared, int length)
            {
                if (owner == 0)
                {
                    shared = new T[length];
                }

                exchange._barrier.SignalAndWait();
            }
        }

        private Range RangeOf(int owner) => ranges[owner];
    }
}
