using Impetus.Lab.Papers.Cm;
using Impetus.Lab.Problems;
using Impetus.Lab.Problems.Functions;
using Impetus.Lab.Reproduction;
using MathNet.Numerics.LinearAlgebra;

namespace Impetus.Lab.Tests.Papers.Cm;

public class BufferTraceTests
{
    private const double Rate = 0.1, Beta1 = 0.9, Beta2 = 0.99;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TheTracedBufferExplainsEveryMoveOfTheOptimizer(bool keepsMomenta)
    {
        Ackley function = new(2);
        BufferTrace trace = new(keepsMomenta, capacity: 5, decay: 0.7);
        double[] last = new ProblemRun(function, OptimizerSpecification.Parse($"{(keepsMomenta ? "adam-cm" : "adam-cg")}:lr={Rate},beta1={Beta1},beta2={Beta2},capacity=5,decay=0.7"), [2.6, -1.3], 80)
        {
            Observe = (step, point, _) =>
            {
                if (step < 80)
                {
                    trace.Add(function, point);
                }
            },
        }.Train();

        Vector<double> first = Vector<double>.Build.Dense(2), second = Vector<double>.Build.Dense(2);
        for (int step = 0; step < 80; step++)
        {
            // Eq. 3 to 7, from what the trace says about the buffer.
            BufferStep at = trace.Steps[step];
            Vector<double> aggregate = at.Own + (at.Buffer.Aggregate(Vector<double>.Build.Dense(2), (sum, vector) => sum + vector) / 5);
            first = keepsMomenta ? aggregate : (Beta1 * first) + ((1 - Beta1) * aggregate);
            second = (Beta2 * second) + ((1 - Beta2) * aggregate.PointwisePower(2));
            Vector<double> moment = first / (1 - Math.Pow(Beta1, step + 1)), spread = (second / (1 - Math.Pow(Beta2, step + 1)) + 1e-8).PointwiseSqrt();
            Vector<double> expected = at.Point - (Rate * moment.PointwiseDivide(spread));
            Vector<double> actual = step < 79 ? trace.Steps[step + 1].Point : Vector<double>.Build.DenseOfArray(last);
            Assert.True((expected - actual).L2Norm() < 1e-9, $"step {step}: {expected} against {actual}");
        }
    }

    [Fact]
    public void TheFirstStepIsTenTimesTheRateUnlessHeldBack()
    {
        Journey journey = new(Landscape.GoldsteinPrice, Contestants.All(Rate, 5, 0.7)[3], Steps: 1, RateFactor: null, Seed: 2, Start: 1);
        Assert.Equal(10 * Rate, Move(journey), 1e-6);
        Assert.Equal(Rate, Move(journey.WithoutLongFirstSteps), 1e-6);

        static double Move(Journey journey)
        {
            FigureTrajectory way = journey.Draw();
            return Math.Abs(way.X[1] - way.X[0]);
        }
    }

    [Fact]
    public void OpposedVectorsCancelAndEqualOnesAgree()
    {
        Vector<double> east = Vector<double>.Build.DenseOfArray([2, 0]), west = -east;
        BufferStep cancelled = new(east, east, east, [east, west]), agreed = new(east, west, west, [east, east, east]);

        Assert.Equal((0.0, 1.0, -1.0), (cancelled.Agreement, agreed.Agreement, agreed.Cosine));
        Assert.Equal(1, agreed.AlongSharpest(new Quadratic(5, 1)), 1e-12);
        Assert.Equal(0, agreed.AlongSharpest(new Quadratic(1, 5)), 1e-12);
    }
}
