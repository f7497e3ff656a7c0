using Impetus.Distributed;
using Impetus.Kernels;
using Impetus.Tests.Contract;

namespace Impetus.Tests.Distributed;

/// <summary>Steps that several processes share out, and the state that they divide: nothing may differ from one process.</summary>
public sealed class ShardTests
{
    // Matrices that are cut between processes, one of them tall, and what is none.
    private static readonly long[][] Shapes = [[60, 150], [3], [0], [20_001], [220, 150], [1]];

    private static readonly int[] Lengths = [.. Shapes.Select(static shape => (int)shape.Aggregate(static (one, other) => one * other))];

    public static TheoryData<string> Specifications =>
    [
        .. OptimizerRegistry.All.Select(definition => definition.Name),
        "adamw:clip-norm=1", "tam:clip-value=0.5", "tam:scope=tensor", "am-adamw:scope=tensor,clip-norm=1", "sgd-cg:scope=tensor", "adam-cm:scope=tensor",
        "sam(rho=0.05)+tam", "sam(rho=0.05,adaptive=true)+sgdm", "meg()+adamw", "lookahead(k=2)+adam-cm", "ema(decay=0.9)+am-adamw", "schedule-free+adamw:beta1=0", "accumulate(batches=2)+tam",
        "switch(steps=4,first=tam)+sgdm", "cautious+adamw", "grams+am-adamw:scope=tensor", "ema()+lookahead(k=3)+sam()+adamw:clip-norm=1",
    ];

    [Theory]
    [MemberData(nameof(Specifications))]
    public void PartsOfAStepAreTheStep(string specification)
    {
        (float[] whole, byte[] state) = Train(specification, null);
        foreach (int count in (int[])[2, 3])
        {
            (float[] Values, byte[] State)[] together = ThreadGroup.Run(count, processes => Train(specification, processes));
            Assert.All(together, each => Assert.Equal(whole, each.Values));
            Assert.All(together, each => Assert.Equal(state, each.State));    // one process would have saved the same bytes
        }
    }

    [Theory]
    [InlineData("adam-cm")]
    [InlineData("ema(decay=0.9)+tam")]
    [InlineData("accumulate(batches=2)+am-adamw")]
    public void AStateGoesOnAmongAnyNumber(string specification)
    {
        (float[] whole, _) = Train(specification, null);
        byte[] half = ThreadGroup.Run(3, processes => Train(specification, processes, steps: 5).State)[0];
        (float[] before, _) = Train(specification, null, steps: 5);
        foreach (int count in (int[])[1, 2, 4])
        {
            float[][] together = ThreadGroup.Run(count, processes => Train(specification, processes, from: 5, before, half).Values);
            Assert.All(together, values => Assert.Equal(whole, values));
        }
    }

    [Fact]
    public void AllRefuseAGradientThatOneFinds()
    {
        Exception?[] faults = ThreadGroup.Run(2, processes =>
        {
            using Trainee trainee = new("adamw", processes);
            trainee.Gradients[0][1] = float.NaN;
            return Record.Exception(trainee.Optimizer.Step);
        });
        Assert.All(faults, fault => Assert.Equal("t0", Assert.IsType<NonFiniteGradientException>(fault).ParameterName));
    }

    [Fact]
    public void EachKeepsItsShareOfTheState()
    {
        long[] bytes = ThreadGroup.Run(2, processes =>
        {
            long before = NativeMemoryUse.BytesAskedFor;
            using Trainee trainee = new("adam-cm:capacity=20", processes, length: 1 << 20);
            return NativeMemoryUse.BytesAskedFor - before;
        });
        using Trainee whole = new("adam-cm:capacity=20", null, length: 1 << 20);
        Assert.All(bytes, each => Assert.InRange(each, 0, 0.6 * whole.Optimizer.StateBytesPerCoordinate * (1 << 20)));
    }

    [Fact]
    public void ADividedSetRefusesWhatItCannotDo()
    {
        _ = ThreadGroup.Run(2, processes =>
        {
            using Trainee trainee = new("adamw", processes);
            Assert.Contains("one already", Assert.Throws<InvalidOperationException>(() => trainee.Parameters.ShardAmong(processes)).Message, StringComparison.Ordinal);
            return Assert.Throws<NotSupportedException>(() => new Inspection.StepInspection(trainee.Optimizer)).Message;
        });
    }

    /// <summary>All processes have the same gradients, and so does one alone.</summary>
    private static (float[] Values, byte[] State) Train(string specification, IProcessGroup? processes, int steps = 7, int from = 0, float[]? values = null, byte[]? state = null)
    {
        using Trainee trainee = new(specification, processes);
        return trainee.Train(steps, from, values, state);
    }

    private static (float[] Values, byte[] State) Train(string specification, IProcessGroup? processes, int from, float[] values, byte[] state) =>
        Train(specification, processes, 7, from, values, state);

    private sealed class Trainee : IDisposable
    {
        private readonly float[][] _values;
        private readonly int[] _lengths;

        public Trainee(string specification, IProcessGroup? processes, int? length = null)
        {
            _lengths = length is { } one ? [one] : Lengths;
            Tensor[] tensors = Tensor.Row(_lengths);
            Parameters = [];
            _values = [.. tensors.Select(tensor => GradientStream.Values<float>(tensor.FirstCoordinate, tensor.Length))];
            Gradients = [.. tensors.Select(tensor => new float[tensor.Length])];
            for (int tensor = 0; tensor < tensors.Length; tensor++)
            {
                Parameters.Add(tensors[tensor].Name, _values[tensor], Gradients[tensor], length is null ? Shapes[tensor] : [tensors[tensor].Length]);
            }

            if (processes is not null)
            {
                Parameters.ShardAmong(processes);
            }

            Optimizer = OptimizerSpecification.Parse(specification).Create(Parameters);
        }

        public ParameterSet Parameters { get; }

        public float[][] Gradients { get; }

        public Optimizer Optimizer { get; }

        public (float[] Values, byte[] State) Train(int steps, int from, float[]? values, byte[]? state)
        {
            for (int tensor = 0, first = 0; tensor < _lengths.Length && values is not null; first += _lengths[tensor++])
            {
                values.AsSpan(first, _lengths[tensor]).CopyTo(_values[tensor]);
            }

            if (state is not null)
            {
                Optimizer.Load(new MemoryStream(state));
            }

            for (int step = from; step < steps; step++)
            {
                Step(step);
            }

            MemoryStream saved = new();
            Optimizer.Save(saved);
            return ([.. _values.SelectMany(each => each)], saved.ToArray());
        }

        // At a second point the gradient is another one, which depends on the parameters there.
        private void Step(int step)
        {
            _ = Optimizer.Step(() =>
            {
                for (int tensor = 0, first = 0; tensor < _lengths.Length; first += _lengths[tensor++])
                {
                    GradientStream.Fill(Gradients[tensor].AsSpan(), first, step);
                    for (int at = 0; at < _lengths[tensor]; at++)
                    {
                        Gradients[tensor][at] += 0.125f * _values[tensor][at];
                    }

                    Parameters[tensor].HasGradient = (step + tensor) % 5 != 0;
                }

                return 1;
            });
        }

        public void Dispose()
        {
            Optimizer.Dispose();
            Parameters.Dispose();
        }
    }
}
