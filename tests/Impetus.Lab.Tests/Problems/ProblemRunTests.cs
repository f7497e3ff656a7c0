using Impetus.Lab.Problems;
using Impetus.Lab.Problems.Functions;

namespace Impetus.Lab.Tests.Problems;

public class ProblemRunTests
{
    [Fact]
    public void GradientDescentOnAQuadraticShrinksByOneMinusRateTimesCurvature()
    {
        double[] end = new ProblemRun(new Quadratic(1, 0.5), OptimizerSpecification.Parse("sgd:lr=0.1"), [2, -3], 10).Train();
        Assert.Equal(2 * Math.Pow(0.9, 10), end[0], 1e-14);
        Assert.Equal(-3 * Math.Pow(0.95, 10), end[1], 1e-14);
    }

    [Fact]
    public void TheRateFollowsItsFactor()
    {
        ProblemRun run = new(new Quadratic(1), OptimizerSpecification.Parse("sgd:lr=0.1"), [1], 2) { RateFactor = step => step == 0 ? 1 : 5 };
        Assert.Equal(0.9 * 0.5, run.Train()[0], 1e-14);
    }

    [Fact]
    public void OnlyAnOptimizerThatIsToldTheLossCanUseIt()
    {
        ProblemRun run = new(new Quadratic(1, 0.1), OptimizerSpecification.Parse("am-mgd:lr=1"), [1, 1], 20);
        Assert.NotEqual(run.Train(), (run with { GivesLoss = true }).Train());
    }

    [Fact]
    public void OneNoiseSeedIsOneCourseOfNoise()
    {
        ProblemRun run = new(new NoisyQuadratic(0.2, 1, 20), OptimizerSpecification.Parse("madam:lr=0.01"), [1, 1], 50) { NoiseSeed = 4 };
        Assert.Equal(run.Train(), run.Train());
        Assert.NotEqual(run.Train(), (run with { NoiseSeed = 5 }).Train());
    }

    [Fact]
    public void ADivergedRunEndsNotFinite()
    {
        double[] end = new ProblemRun(new Quadratic(1), OptimizerSpecification.Parse("sgd:lr=1e10"), [1], 100).Train();
        Assert.False(double.IsFinite(end[0]));
    }

    [Fact]
    public void WrappersThatLookAheadGetTheirGradients()
    {
        // Extragradient on ½x²: x ← x − η(1 − h)x.
        double[] end = new ProblemRun(new Quadratic(1), OptimizerSpecification.Parse("meg(h=0.2)+sgd:lr=0.1"), [1], 1).Train();
        Assert.Equal(1 - (0.1 * 0.8), end[0], 1e-14);
    }
}
