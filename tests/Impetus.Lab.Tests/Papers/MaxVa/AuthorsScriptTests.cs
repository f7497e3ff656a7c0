using Impetus.Lab.Papers.MaxVa;
using Impetus.Lab.Problems.Functions;

namespace Impetus.Lab.Tests.Papers.MaxVa;

/// <summary>Against the same recurrences written down in Python after the authors' scripts.</summary>
public class AuthorsScriptTests
{
    [Fact]
    public void TheNoisyQuadraticIsTheirs()
    {
        double[] end = AuthorsVariation.Train(new NoisyQuadratic(0, 1, 20), [1, -0.5], rate: 0.02, momentum: 0.9, steps: 60, noiseSeed: 1);

        Assert.Equal(-0.1330027499819082, end[0], 1e-12);
        Assert.Equal(-0.03735317336338046, end[1], 1e-12);
    }

    [Theory]
    [InlineData("madam", new[] { 1.00000001, 1.00000001, 7.810249685906654, 7.810249685906654, 7.810249685906654, 7.810249685906654, 7.810249685906654, 7.810249685906654 })]
    [InlineData("amsgrad", new[] { 1.00000001, 1.00000001, 6.729074448912685, 5.973431542099682, 5.474036931488683, 5.117499829068433, 4.84984959432277, 4.6417378841730255 })]
    public void TheCounterexampleIsTheirs(string optimizer, double[] expected)
    {
        double[] gradients = [-1, -1, 11, -1, -0.5, -0.5, 5.5, -0.5];
        Func<double, double> denominator = AuthorsDenominators.Of(optimizer);

        Assert.All(expected.Zip(gradients.Select(denominator)), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }
}
