using System.Numerics;
using Impetus.Kernels;
using Impetus.Tests.Contract;

namespace Impetus.Tests.Matrices;

/// <summary>Muon on matrices, beside the contract tests, whose tensors are vectors and so AdamW's.</summary>
[Collection(nameof(LaneTests))]
public sealed class MuonTests
{
    private static readonly Tensor[] Tensors = [Tensor.Matrix("wide", 0, 5, 12), new("bias", 60, 9), Tensor.Matrix("tall", 69, 12, 5), Tensor.Matrix("row", 129, 1, 7), new("filters", 136, 24) { Shape = [3, 2, 2, 2] }];

    /// <summary>Large enough that threads share the products of one matrix.</summary>
    private static readonly Tensor[] Large = [Tensor.Matrix("wide", 0, 130, 270), Tensor.Matrix("tall", 35_100, 270, 130), new("bias", 70_200, 150_000)];

    [Theory]
    [InlineData("muon:weight-decay=0.1")]
    [InlineData("muon:nesterov=false,decay-mode=coupled,weight-decay=0.1,clip-value=0.5")]
    [InlineData("muon:filters,adjust-lr=match-rms-adamw,clip-norm=1")]
    public void EveryWidthAndNumberOfThreadsGivesTheSameBits(string specification)
    {
        SameBits<float>(specification);
        SameBits<double>(specification);
    }

    [Fact]
    public void SingularValuesComeNearOne()
    {
        using Trial<double> trial = new("muon:lr=1,momentum=0", Tensor.Matrix("m", 0, 8, 40));
        double[] before = trial.Values;
        trial.Run(1, 2);
        double[] step = [.. before.Zip(trial.Values, (from, to) => from - to)];
        double squares = 0;
        for (int row = 0; row < 8; row++)
        {
            double length = Enumerable.Range(0, 40).Sum(column => step[row * 40 + column] * step[row * 40 + column]);
            squares += length;
            Assert.InRange(length, 0.4, 1.5);    // a mean of squares of singular values, each weighted by a row of an orthogonal matrix
        }

        Assert.InRange(squares / 8, 0.5, 1.45);
    }

    [Fact]
    public void ATallMatrixMovesLikeItsTranspose()
    {
        double[] wide = GradientStream.Values<double>(0, 60), slope = GradientStream.Values<double>(99, 60), tall = Transpose(wide, 5, 12), tallSlope = Transpose(slope, 5, 12);
        using ParameterSet one = new() { { "m", wide, slope, 5, 12 } }, other = new() { { "m", tall, tallSlope, 12, 5 } };
        using Optimizer first = Optimizers.Create(one, "muon:adjust-lr=match-rms-adamw"), second = Optimizers.Create(other, "muon:adjust-lr=match-rms-adamw");
        for (int step = 0; step < 4; step++)
        {
            first.Step();
            second.Step();
        }

        Assert.All(Transpose(wide, 5, 12).Zip(tall), pair => Assert.Equal(pair.First, pair.Second, 1e-14));
    }

    [Fact]
    public void WhatIsNoMatrixMovesByAdamW()
    {
        const string Rest = "adamw:lr=3e-4,beta2=0.95,eps=1e-10,weight-decay=0";
        using Trial<float> muon = new("muon", Tensors), rest = new(Rest, Tensors[1], Tensors[4]), filters = new("muon:filters", Tensors), bias = new(Rest, Tensors[1]);
        muon.Run(0, 9);
        Assert.Equal(rest.Run(0, 9)["bias"], muon["bias"]);
        Assert.Equal(rest["filters"], muon["filters"]);
        Assert.Equal(bias.Run(0, 9)["bias"], filters.Run(0, 9)["bias"]);
        using Trial<float> matrix = new("muon", Tensor.Matrix("filters", 136, 3, 8));
        Assert.Equal(matrix.Run(0, 9)["filters"], filters["filters"]);
    }

    [Fact]
    public void OneScheduleLeadsBothRates()
    {
        using Trial<float> trial = new("muon:lr=0.02,adamw-lr=0.001", Tensors);
        trial.Optimizer.LearningRate = 0.01;
        Assert.Equal([0.01, 0.0005], trial.Optimizer.Groups.Select(group => group.LearningRate));
        trial.Optimizer.Groups[0].Schedule = Schedules.Linear(0.02, 0, 4);
        trial.Run(0, 3);
        Assert.Equal([0.01, 0.0005], trial.Optimizer.Groups.Select(group => group.LearningRate));
    }

    [Fact]
    public void AStateGoesOnToTheBit()
    {
        using Trial<float> whole = new("muon:weight-decay=0.1", Tensors), stopped = new("muon:weight-decay=0.1", Tensors), resumed = new("muon:weight-decay=0.1", Tensors);
        using MemoryStream state = new();
        whole.Run(0, 9);
        stopped.Run(0, 4).Optimizer.Save(state);
        state.Position = 0;
        resumed.Optimizer.Load(state);
        foreach (Tensor tensor in Tensors)
        {
            stopped[tensor.Name].CopyTo(resumed[tensor.Name], 0);
        }

        Assert.Equal(whole.Bits, resumed.Run(4, 9).Bits);
    }

    [Fact]
    public void AStepAllocatesNothing()
    {
        using Trial<float> trial = new("muon:weight-decay=0.1,clip-norm=1", Large);
        trial.Run(0, 3);
        long before = GC.GetAllocatedBytesForCurrentThread();
        trial.Optimizer.Step();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void ZerosHugeAndMissingGradientsDoNoHarm()
    {
        using Trial<float> trial = new("muon", Tensors);
        trial.Optimizer.Step();
        Array.Fill(trial.Gradient("wide"), 1e30f);
        trial.Gradient("wide")[3] = -3e38f;
        trial.Parameters["tall"].HasGradient = false;
        float[] before = [.. trial["tall"]];
        trial.Optimizer.Step();
        Assert.DoesNotContain(trial.Values, value => !float.IsFinite(value));
        Assert.Equal(before, trial["tall"]);
        trial.Gradient("row")[0] = float.NaN;
        Assert.Equal("row", Assert.Throws<NonFiniteGradientException>(trial.Optimizer.Step).ParameterName);
    }

    private static double[] Transpose(double[] matrix, int rows, int columns)
        => [.. Enumerable.Range(0, columns).SelectMany(column => Enumerable.Range(0, rows).Select(row => matrix[row * columns + column]))];

    private static void SameBits<TElement>(string specification)
        where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
    {
        byte[] first = Run<TElement>(specification, 512, 1);
        Assert.Equal(first, Run<TElement>(specification, 256, 2));
        Assert.Equal(first, Run<TElement>(specification, 0, 3));
    }

    private static byte[] Run<TElement>(string specification, int bits, int threads)
        where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
    {
        int usual = LaneLimit.Bits;
        try
        {
            LaneLimit.Bits = bits;
            OptimizerOptions options = Configurations.Options(specification);
            options.Threads = threads;
            using Trial<TElement> large = new(options, Large), small = new(options, Tensors);
            return [.. large.Run(0, 2).Bits, .. small.Run(0, 4).Bits];
        }
        finally
        {
            LaneLimit.Bits = usual;
        }
    }
}
