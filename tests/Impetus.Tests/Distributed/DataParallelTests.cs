using Impetus.Distributed;

namespace Impetus.Tests.Distributed;

/// <summary>Gradients of several processes become one, in a fixed order.</summary>
public sealed class DataParallelTests
{
    private static readonly int[] Lengths = [5_000, 1, 0, 70_001, 300_000];

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(4, false)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    public void TheAverageIsTheSumInTheOrderOfTheProcesses(int count, bool shards)
    {
        float[] shares = [.. Enumerable.Range(1, count).Select(rank => 2f * rank / (count * (count + 1)))];
        float[] expected = [.. Enumerable.Range(0, Lengths.Sum()).Select(at =>
            Enumerable.Range(0, count).Skip(1).Aggregate(shares[0] * Slope(0, at), (sum, rank) => sum + shares[rank] * Slope(rank, at)))];
        float[][] moved = ThreadGroup.Run(count, processes =>
        {
            using Pair pair = new(processes, shards);
            pair.Optimizer.Share = shares[processes.Rank];
            pair.Fill(processes.Rank);
            pair.Optimizer.Step();
            return pair.Values;
        });
        // SGD with learning rate 1 from zero: the step is the gradient.
        Assert.All(moved, values => Assert.Equal(expected, values.Select(value => -value)));
    }

    [Fact]
    public void TheLossIsThatOfTheWholeBatch()
    {
        double[] losses = ThreadGroup.Run(3, processes =>
        {
            using Pair pair = new(processes, shards: false);
            return pair.Optimizer.Step(() => processes.Rank + 1);
        });
        Assert.All(losses, loss => Assert.Equal((1 / 3.0) + (2 / 3.0) + (3 * (1 / 3.0)), loss));
    }

    [Fact]
    public void WhatOneHasAGradientOfMovesInAll()
    {
        float[] moved = ThreadGroup.Run(2, processes =>
        {
            using Pair pair = new(processes, shards: false);
            pair.Fill(processes.Rank);
            pair.Parameters[1].HasGradient = processes.Rank == 0;
            pair.Optimizer.Step();
            Assert.Equal(processes.Rank == 0, pair.Parameters[1].HasGradient);
            return pair.Parameters[1].Values<float>()[0];
        });
        Assert.All(moved, value => Assert.Equal(-0.5f * Slope(0, Lengths[0]), value));
    }

    [Fact]
    public void TheParametersOfTheFirstAreThoseOfAll()
    {
        float[] values = ThreadGroup.Run(3, processes =>
        {
            using Pair pair = new(processes, shards: false, start: processes.Rank + 7);
            return pair.Parameters[0].Values<float>()[4_999];
        });
        Assert.All(values, value => Assert.Equal(7, value));
    }

    [Fact]
    public void DifferentModelsAreRefused()
    {
        string[] messages = ThreadGroup.Run(2, processes =>
        {
            float[] values = new float[3 + processes.Rank];
            using ParameterSet parameters = new() { { "weight", values, new float[values.Length] } };
            using Optimizer optimizer = Optimizers.Create(parameters, "sgd");
            return Assert.Throws<InvalidOperationException>(() => optimizer.DataParallel(processes)).Message;
        });
        Assert.All(messages, message => Assert.Contains("different models, of 3, 4 coordinates", message, StringComparison.Ordinal));
    }

    private static float Slope(int rank, int at) => MathF.Sin(at * 0.37f + rank) * (rank + 0.3f);

    private sealed class Pair : IDisposable
    {
        public Pair(IProcessGroup processes, bool shards, float start = 0)
        {
            Parameters = [];
            for (int tensor = 0; tensor < Lengths.Length; tensor++)
            {
                float[] values = new float[Lengths[tensor]];
                Array.Fill(values, start);
                Parameters.Add($"t{tensor}", values, new float[Lengths[tensor]]);
            }

            if (shards)
            {
                Parameters.ShardAmong(processes);
            }

            Optimizer = Optimizers.Create(Parameters, "sgd:lr=1").DataParallel(processes);
        }

        public ParameterSet Parameters { get; }

        public DataParallel Optimizer { get; }

        public float[] Values => [.. Parameters.SelectMany(parameter => parameter.Values<float>().ToArray())];

        public void Fill(int rank)
        {
            for (int tensor = 0, first = 0; tensor < Lengths.Length; first += Lengths[tensor++])
            {
                Span<float> gradients = Parameters[tensor].Gradients<float>();
                for (int at = 0; at < gradients.Length; at++)
                {
                    gradients[at] = Slope(rank, first + at);
                }
            }
        }

        public void Dispose()
        {
            Optimizer.Dispose();
            Parameters.Dispose();
        }
    }
}
