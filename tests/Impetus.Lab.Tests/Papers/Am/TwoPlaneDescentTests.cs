using Impetus.Lab.Data;
using Impetus.Lab.Papers.Am;
using Impetus.Lab.Problems;
using Impetus.Lab.Problems.Functions;

namespace Impetus.Lab.Tests.Papers.Am;

public class TwoPlaneDescentTests
{
    [Theory]
    [InlineData("am-mgd:lr=1", true, 0.9)]
    [InlineData("am-mgd:lr=1,beta-max=1", true, 1)]
    [InlineData("am-mgd:lr=1", false, 0.9)]
    [InlineData("am-mgd:lr=1,beta-max=1", false, 1)]
    public void ThePapersEquationsLeadWhereTheOptimizerDoes(string specification, bool givesLoss, double most)
    {
        Quadratic problem = Quadratic.WithConditionNumber(10, 100);
        DeterministicRandom random = new(7);
        double[] start = random.NextNormalPoint(10);
        double[] expected = new TwoPlaneDescent(givesLoss ? PlaneHeight.LossBefore : PlaneHeight.FirstOrder, most).Run(problem, start, rate: 1, steps: 100);
        double[] actual = new ProblemRun(problem, OptimizerSpecification.Parse(specification), start, 100) { GivesLoss = givesLoss }.Train();

        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-10));
    }

    [Fact]
    public void TheMemoryOnlyShrinksWhileNoBoundActs()
    {
        // A far too large rate: what is left of the memory after the steps is what the formula says, and little.
        ConvexInstance instance = ConvexInstance.Of(ConvexData.Generated(seed: 1, count: 200)[1]);
        ConvexDescent told = ConvexDescent.Run(instance, $"am-mgd:lr={30 / instance.Smoothness},beta-max=1", steps: 200, givesLoss: true);

        Assert.True(told.Memory.FreeSteps > 100);
        Assert.InRange(told.Memory.DeviationWithLoss, 0, 1e-8);
        Assert.InRange(told.Memory.RelativeLength, 0, 0.5);
    }
}
