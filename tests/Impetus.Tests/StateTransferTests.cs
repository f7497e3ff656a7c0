namespace Impetus.Tests;

/// <summary>An optimizer of more parameters, or of others, goes on where the earlier one is.</summary>
public sealed class StateTransferTests
{
    [Theory]
    [InlineData("adamw")]
    [InlineData("madam:weight-decay=0.1")]
    [InlineData("am-adamw:scope=tensor")]
    [InlineData("lookahead(k=3)+adamw")]
    public void WhatBothHaveGoesOnAndTheRestStarts(string specification)
    {
        Vector a = new(3, 0), b = new(5, 10), c = new(4, 20), plainA = new(3, 0), plainB = new(5, 10), fresh = new(4, 20);
        using ParameterSet small = new() { { "a", a.Value, a.Gradient }, { "b", b.Value, b.Gradient } };
        using ParameterSet large = new() { { "b", b.Value, b.Gradient }, { "c", c.Value, c.Gradient }, { "a", a.Value, a.Gradient } };
        using ParameterSet plain = new() { { "a", plainA.Value, plainA.Gradient }, { "b", plainB.Value, plainB.Gradient } };
        using ParameterSet alone = new() { { "c", fresh.Value, fresh.Gradient } };
        using Optimizer first = Optimizers.Create(small, specification), whole = Optimizers.Create(plain, specification);
        Take(first, 0, 6, a, b);
        Take(whole, 0, 12, plainA, plainB);
        using Optimizer second = Optimizers.Create(large, specification), late = Optimizers.Create(alone, specification);
        second.ContinueFrom(first);
        Assert.Equal(6, second.StepCount);
        Take(second, 6, 12, a, b, c);
        Take(late, 6, 12, fresh);
        Assert.Equal(plainA.Value, a.Value);
        Assert.Equal(plainB.Value, b.Value);
        Assert.Equal(fresh.Value, c.Value);
    }

    [Fact]
    public void WhatDoesNotFitIsRefusedAndChangesNothing()
    {
        Vector a = new(4, 0), b = new(6, 0), twin = new(6, 0);
        using ParameterSet narrow = new() { { "weight", a.Value, a.Gradient } }, wide = new() { { "weight", b.Value, b.Gradient } }, untouched = new() { { "weight", twin.Value, twin.Gradient } };
        using Optimizer source = Optimizers.Create(narrow, "adamw"), other = Optimizers.Create(narrow, "tam");
        using Optimizer target = Optimizers.Create(wide, "adamw"), expected = Optimizers.Create(untouched, "adamw");
        Take(source, 0, 3, a);
        Assert.Contains("'weight'", Assert.Throws<ArgumentException>(() => target.ContinueFrom(source)).Message, StringComparison.Ordinal);
        Assert.Contains("torque-aware", Assert.Throws<ArgumentException>(() => target.ContinueFrom(other)).Message, StringComparison.Ordinal);
        Take(target, 0, 3, b);
        Take(expected, 0, 3, twin);
        Assert.Equal(twin.Value, b.Value);
    }

    private static void Take(Optimizer optimizer, int from, int to, params Vector[] vectors)
    {
        for (int step = from; step < to; step++)
        {
            foreach (Vector vector in vectors)
            {
                vector.Fill(step);
            }

            optimizer.Step();
        }
    }

    private sealed class Vector(int length, int seed)
    {
        public float[] Value { get; } = [.. Enumerable.Range(seed, length).Select(index => MathF.Sin(index))];

        public float[] Gradient { get; } = new float[length];

        public void Fill(int step)
        {
            for (int index = 0; index < length; index++)
            {
                Gradient[index] = MathF.Cos(1.3f * step + 0.7f * (seed + index)) + 0.2f * Value[index];
            }
        }
    }
}
