using CsCheck;
using Impetus.Tests.Contract;

namespace Impetus.Tests.Properties;

/// <summary>What must not matter: the unit of the gradients, the order of tensors, where one tensor ends and the next begins.</summary>
public sealed class Invariances
{
    public static TheoryData<string> ScaleFree =>
    [
        "adam:eps=0", "adam:eps=0,eps-inside,beta1=0.5", "adamw:eps=0", "amsgrad:eps=0", "rmsprop:eps=0,momentum=0.5", "laprop:eps=0", "laprop:eps=0,amsgrad",
        "adatam:eps=0", "adatamw:eps=0,scope=tensor", "adatam2:eps=0", "torque-aware*second-moment*scale-first:eps=0",
        "adam-cm:eps=0", "adam-cm:eps=0,scope=tensor,average=count", "adam-cg:eps=0", "heavy-ball*second-moment:eps=0,nesterov", "lion",
    ];

    /// <summary>Scalings that guard a division by a constant are free of scale up to that constant.</summary>
    public static TheoryData<string> NearlyScaleFree => ["madam:eps=0", "lamadam:eps=0", "torque-aware*maximum-variation:eps=0"];

    public static TheoryData<string> Specifications => [.. Configurations.All];

    public static TheoryData<string> OverAllTensors
        => [.. Configurations.All.Where(specification => Configurations.Options(specification).Scope == Scope.Global)];

    [Theory]
    [MemberData(nameof(ScaleFree))]
    public void AnotherUnitOfTheGradientsGivesTheSameBits(string specification)
    {
        using Trial<double> plain = new(specification, Tensor.Row(40, 9)), scaled = new(specification, Tensor.Row(40, 9));
        Assert.Equal(Scaled(plain, 1).Bits, Scaled(scaled, 1 << 12).Bits);
    }

    [Theory]
    [MemberData(nameof(NearlyScaleFree))]
    public void AnotherUnitOfTheGradientsGivesNearlyTheSame(string specification)
    {
        using Trial<double> plain = new(specification, Tensor.Row(40, 9)), scaled = new(specification, Tensor.Row(40, 9));
        AssertNear(Scaled(plain, 1).Values, Scaled(scaled, 1 << 12).Values, 1e-8);
    }

    [Theory]
    [MemberData(nameof(Specifications))]
    public void TheOrderOfTensorsDoesNotMatter(string specification)
    {
        Tensor[] tensors = Tensor.Row(40, 1, 9, 33);
        using Trial<double> usual = new(specification, tensors), other = new(specification, tensors[2], tensors[0], tensors[3], tensors[1]);
        AssertSame(specification, usual.Run(0, 6), other.Run(0, 6));
    }

    [Theory]
    [MemberData(nameof(OverAllTensors))]
    public void WhereTensorsAreDividedDoesNotMatter(string specification)
    {
        using Trial<double> whole = new(specification, Tensor.Row(83)), divided = new(specification, Tensor.Row(50, 32, 1));
        AssertSame(specification, whole.Run(0, 6), divided.Run(0, 6));
    }

    /// <summary>Random shapes and settings, in single precision, where no sums are taken: every coordinate is on its own.</summary>
    [Fact]
    public void CoordinatesAreIndependentWhereNoSumsAreTaken()
    {
        string[] specifications = [.. Configurations.All.Where(specification => !Configurations.TakesSums(Configurations.Options(specification)))];
        Gen<(int Choice, int[] Lengths)> cases = Gen.Select(Gen.Int[0, specifications.Length - 1], Gen.Int[0, 70].Array[0, 12]);
        cases.Sample(sample =>
        {
            string specification = specifications[sample.Choice];
            using Trial<float> divided = new(specification, Tensor.Row(sample.Lengths)), whole = new(specification, Tensor.Row(sample.Lengths.Sum()));
            return divided.Run(0, 5).Bits.AsSpan().SequenceEqual(whole.Run(0, 5).Bits);
        }, iter: 100, threads: 1, print: sample => $"{specifications[sample.Choice]} on tensors of {string.Join(", ", sample.Lengths)}");
    }

    [Theory]
    [MemberData(nameof(Specifications))]
    public void OptimizersShareNothing(string specification)
    {
        OptimizerOptions options = Configurations.Options(specification);
        using Trial<float> alone = new(options, Tensor.Row(30, 5));
        byte[] expected = alone.Run(0, 5).Bits;
        using Trial<float> first = new(options, Tensor.Row(30, 5)), second = new(options, Tensor.Row(30, 5));
        for (int step = 0; step < 5; step++)
        {
            first.Run(step, step + 1);
            second.Run(step + 20, step + 22);
        }

        Assert.Equal(expected, first.Bits);
    }

    private static Trial<double> Scaled(Trial<double> trial, double unit)
    {
        for (int step = 1; step < 12; step++)
        {
            trial.Fill(step);
            foreach (Parameter parameter in trial.Parameters)
            {
                foreach (ref double slope in parameter.Gradients<double>())
                {
                    slope *= unit;
                }
            }

            trial.Optimizer.Step();
        }

        return trial;
    }

    private static void AssertSame(string specification, Trial<double> expected, Trial<double> actual)
    {
        if (Configurations.TakesSums(Configurations.Options(specification)))
        {
            AssertNear(expected.Values, actual.Values, 1e-11);    // sums are added in the order of the tensors
        }
        else
        {
            Assert.Equal(expected.Bits, actual.Bits);
        }
    }

    private static void AssertNear(double[] expected, double[] actual, double tolerance)
        => Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance * (1 + Math.Abs(pair.First))));
}
