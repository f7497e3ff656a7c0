using System.Runtime.InteropServices;
using Impetus.Checkpoints;
using Impetus.Wrappers;

namespace Impetus.Tests;

/// <summary>What belongs to a state besides its arrays: whose scalars are whose, the options and modes of wrappers, and that a refused step leaves none of it changed.</summary>
public sealed class StateKindsTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"impetus-{Guid.NewGuid():n}.safetensors");
    private readonly string _other = Path.Combine(Path.GetTempPath(), $"impetus-{Guid.NewGuid():n}.safetensors");

    public void Dispose()
    {
        File.Delete(_path);
        File.Delete(_other);
    }

    /// <summary>b pauses for some steps, so that its step number and its scalars differ from those of a.</summary>
    [Theory]
    [InlineData("adamw")]
    [InlineData("sgdm")]
    [InlineData("tam:scope=tensor")]
    [InlineData("adam-cm:scope=tensor")]
    [InlineData("am-adamw:scope=tensor")]
    public void AStateFindsItsParametersInASetOfAnotherOrder(string specification)
    {
        using Pair forward = new(specification, isReversed: false), backward = new(specification, isReversed: true);
        forward.Run(0, 12);
        forward.Optimizer.Save(_path);
        forward.A.CopyTo(backward.A, 0);
        forward.B.CopyTo(backward.B, 0);
        backward.Optimizer.Load(_path);
        forward.Run(12, 20);
        backward.Run(12, 20);
        Assert.Equal(forward.A, backward.A);
        Assert.Equal(forward.B, backward.B);
    }

    [Fact]
    public void GroupsAreFoundByTheirNames()
    {
        ParameterGroupOptions slow = new("slow", "a") { LearningRate = 0.01 }, fast = new("fast", "b") { LearningRate = 0.1 };
        using Pair one = new("tam", isReversed: false, slow, fast), other = new("tam", isReversed: false, fast, slow);
        one.Run(0, 12);
        one.Optimizer.Save(_path);
        one.A.CopyTo(other.A, 0);
        one.B.CopyTo(other.B, 0);
        other.Optimizer.Load(_path);
        one.Run(12, 20);
        other.Run(12, 20);
        Assert.Equal(one.A, other.A);
        Assert.Equal(one.B, other.B);
    }

    [Theory]
    [InlineData("accumulate(batches=4)+adamw", "accumulate(batches=2)+adamw", "batches=4")]
    [InlineData("lookahead(k=5)+sgdm", "lookahead(k=6)+sgdm", "k=5")]
    [InlineData("ema(decay=0.9)+sgdm", "ema(decay=0.99)+sgdm", "decay=0.9")]
    [InlineData("sam(rho=0.1)+sgdm", "sam(rho=0.2)+sgdm", "rho=0.1")]
    public void AStateIsRefusedByAWrapperWithOtherOptions(string saved, string loading, string named)
    {
        using Pair one = new(saved, isReversed: false), other = new(loading, isReversed: false);
        one.Run(0, 3);
        one.Optimizer.Save(_path);
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => other.Optimizer.Load(_path));
        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AStateSavedWhileTheAverageIsSwappedInKeepsBoth()
    {
        using Pair whole = new("ema(decay=0.9)+adamw", isReversed: false), resumed = new("ema(decay=0.9)+adamw", isReversed: false);
        whole.Run(0, 5);
        ((WeightAverage)whole.Optimizer).Swap();
        whole.Optimizer.Save(_path);
        whole.A.CopyTo(resumed.A, 0);
        whole.B.CopyTo(resumed.B, 0);
        resumed.Optimizer.Load(_path);
        Assert.True(((WeightAverage)resumed.Optimizer).IsSwapped);
        foreach (Pair pair in (Pair[])[whole, resumed])
        {
            ((WeightAverage)pair.Optimizer).Swap();
            pair.Run(5, 9);
        }

        Assert.Equal(whole.A, resumed.A);
        ((WeightAverage)whole.Optimizer).Swap();
        ((WeightAverage)resumed.Optimizer).Swap();
        Assert.Equal(whole.A, resumed.A);
    }

    [Fact]
    public void AccumulationCountsAGradientThatWasThereInOneBatchOnly()
    {
        using Pair pair = new("accumulate(batches=2)+sgd:lr=1", isReversed: false);
        double[] before = [.. pair.B];
        pair.Gradients(b: 3);
        pair.Optimizer.Step();
        pair.Parameters["b"].HasGradient = false;
        pair.Optimizer.Save(_path);
        pair.Optimizer.Load(_path);
        pair.Optimizer.Step();
        Assert.Equal(before.Select(value => value - 1.5), pair.B);
        Assert.False(pair.Parameters["b"].HasGradient);
    }

    [Theory]
    [InlineData("adamw:clip-norm=1")]
    [InlineData("tam:clip-norm=1")]
    [InlineData("accumulate(batches=3)+adamw")]
    [InlineData("lookahead(k=2)+ema+adam-cm")]
    [InlineData("switch(steps=5,first=tam)+sgdm")]
    public void ARefusedStepChangesNothingInTheState(string specification)
    {
        using Pair pair = new(specification, isReversed: false);
        pair.Optimizer.Groups[0].Schedule = step => 0.1 / (step + 1);
        pair.Run(0, 5);
        pair.Optimizer.Save(_path);
        double[] a = [.. pair.A];
        pair.Gradients(b: double.NaN);
        Assert.Throws<NonFiniteGradientException>(() => pair.Optimizer.Step());
        pair.Optimizer.Save(_other);
        Assert.Equal(File.ReadAllBytes(_path), File.ReadAllBytes(_other));
        Assert.Equal(a, pair.A);
    }

    [Theory]
    [InlineData("second-moment/a", double.NaN)]
    [InlineData("second-moment/a", double.PositiveInfinity)]
    [InlineData("second-moment/b", -1e-3)]
    [InlineData("m/b", double.NegativeInfinity)]
    public void AStateThatNoTrainingLeavesIsRefused(string array, double number)
    {
        using Pair pair = new("adamw", isReversed: false), target = new("adamw", isReversed: false);
        pair.Run(0, 3);
        pair.Optimizer.Save(_path);
        byte[] bytes = File.ReadAllBytes(_path);
        using (SafetensorsFile file = SafetensorsFile.Open(_path))
        {
            SafetensorsEntry entry = file.Entries.First(entry => entry.Name.EndsWith(array, StringComparison.Ordinal));
            long header = 8 + BitConverter.ToInt64(bytes, 0);
            BitConverter.TryWriteBytes(bytes.AsSpan((int)(header + entry.Start)), number);
        }

        File.WriteAllBytes(_path, bytes);
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => target.Optimizer.Load(_path));
        Assert.Contains(array, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sgd:lr=0.5")]
    [InlineData("sgd:lr=0.5,rounding=stochastic")]
    public void BFloat16WeightsThatWereSetAreTrainedFrom(string specification)
    {
        ushort[] values = GC.AllocateArray<ushort>(3000, pinned: true), gradients = GC.AllocateArray<ushort>(3000, pinned: true);
        values.AsSpan().Fill(0x3f80);    // 1
        using ParameterSet parameters = [];
        parameters.Add("w", Marshal.UnsafeAddrOfPinnedArrayElement(values, 0), Marshal.UnsafeAddrOfPinnedArrayElement(gradients, 0), values.Length, ElementType.BFloat16);
        using Optimizer optimizer = OptimizerSpecification.Parse(specification).Create(parameters);
        gradients.AsSpan().Fill(0x3b80);    // 0.00390625: half a unit of 1
        optimizer.Step();
        values[2000] = 0x4040;    // 3
        optimizer.Step();
        Assert.Equal(0x4040, values[2000]);
        gradients.AsSpan().Fill(0x3f80);
        optimizer.Step();
        Assert.Equal(2.5, BitConverter.UInt32BitsToSingle((uint)values[2000] << 16), 0.02);
        Assert.Equal(0.5, BitConverter.UInt32BitsToSingle((uint)values[0] << 16), 0.02);
    }

    /// <summary>Two parameters, in either order; b has no gradient in every third step.</summary>
    private sealed class Pair : IDisposable
    {
        private readonly double[] _gradientA = new double[7], _gradientB = new double[3];

        public Pair(string specification, bool isReversed, params ParameterGroupOptions[] groups)
        {
            Parameters = isReversed ? new() { { "b", B, _gradientB }, { "a", A, _gradientA } } : new() { { "a", A, _gradientA }, { "b", B, _gradientB } };
            Optimizer = OptimizerSpecification.Parse(specification).Create(Parameters, options => options.Groups = groups);
        }

        public double[] A { get; } = [.. Enumerable.Range(0, 7).Select(index => Math.Sin(index))];

        public double[] B { get; } = [1, -2, 0.5];

        public ParameterSet Parameters { get; }

        public Optimizer Optimizer { get; }

        public void Gradients(double b)
        {
            _gradientB.AsSpan().Fill(b);
            Parameters["b"].HasGradient = true;
        }

        public void Run(int first, int end)
        {
            for (int step = first; step < end; step++)
            {
                int now = step;
                _ = Optimizer.Step(() => Evaluate(now));
            }
        }

        public void Dispose()
        {
            Optimizer.Dispose();
            Parameters.Dispose();
        }

        private double Evaluate(int step)
        {
            for (int index = 0; index < A.Length; index++)
            {
                _gradientA[index] = A[index] + Math.Cos(step + index);
            }

            for (int index = 0; index < B.Length; index++)
            {
                _gradientB[index] = (2 * B[index]) + Math.Sin(step * (index + 1));
            }

            Parameters["b"].HasGradient = step % 3 != 1;
            return 0;
        }
    }
}
