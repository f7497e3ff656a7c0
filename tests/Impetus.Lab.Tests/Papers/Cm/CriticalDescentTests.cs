using Impetus.Lab.Papers.Cm;
using Impetus.Lab.Problems;
using Impetus.Lab.Problems.Functions;

namespace Impetus.Lab.Tests.Papers.Cm;

public class CriticalDescentTests
{
    [Fact]
    public void WithTheNormOfTheGradientItIsTheOptimizer()
    {
        double[] start = [1.3, -0.7];
        double[] expected = new ProblemRun(new GoldsteinPrice(), OptimizerSpecification.Parse("adam-cm:lr=0.1,beta1=0.9,beta2=0.99,capacity=5,decay=0.7"), start, 30).Train();
        double[] actual = new CriticalDescent(0.1, 5, 0.7, ByMomentum: false).Run(new GoldsteinPrice(), start, 30).End;

        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-8));
    }
}
