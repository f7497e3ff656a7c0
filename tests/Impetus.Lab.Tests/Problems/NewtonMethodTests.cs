using Impetus.Lab.Data;
using Impetus.Lab.Problems;
using Impetus.Lab.Problems.Regression;
using MathNet.Numerics.LinearAlgebra;

namespace Impetus.Lab.Tests.Problems;

public class NewtonMethodTests
{
    [Theory]
    [InlineData(2, 1e-2)]
    [InlineData(2, 1e-6)]
    [InlineData(4, 1e-4)]
    public void TheReferenceIsBelowAllThatIsNear(int classes, double regularization)
    {
        IRegression problem = Problem(classes, regularization);
        ReferenceMinimum minimum = NewtonMethod.Minimize(problem);

        Assert.InRange(minimum.GradientNorm, 0, 1e-12);
        Assert.Equal(problem.Value([.. minimum.Point]), minimum.Value);
        DeterministicRandom random = new(5);
        for (int k = 0; k < 100; k++)
        {
            double scale = Math.Pow(10, -(k % 5));
            double[] near = [.. minimum.Point.Zip(random.NextNormalPoint(problem.Dimension), (centre, step) => centre + (scale * step))];
            Assert.True(problem.Value(near) >= minimum.Value - minimum.Error);
        }
    }

    [Fact]
    public void ALogisticRegressionWithOneFeatureHasItsKnownMinimum()
    {
        // Three of four examples are of the class +1: without a penalty the slope is log 3.
        SparseData data = SparseData.Of(LibsvmFile.Read(new StringReader("+1 1:1\n+1 1:1\n+1 1:1\n-1 1:1"), "small"), "small");
        Assert.Equal(Math.Log(3), NewtonMethod.Minimize(new LogisticRegression(data, 1e-12)).Point[0], 1e-9);
    }

    [Theory]
    [InlineData(2, 4)]
    [InlineData(4, 2)]
    public void SmoothnessIsThatOfTheGramMatrix(int classes, int divisor)
    {
        SparseData data = Data(classes);
        Matrix<double> gram = Matrix<double>.Build.Dense(data.FeatureCount, data.FeatureCount);
        for (int example = 0; example < data.Count; example++)
        {
            double[] row = new double[data.FeatureCount];
            data.AddTo(row, example, 1);
            Vector<double> features = Vector<double>.Build.Dense(row);
            gram += features.OuterProduct(features) / data.Count;
        }

        double largest = gram.Evd(Symmetricity.Symmetric).EigenValues.Max(value => value.Real);
        Assert.Equal(largest / divisor + 0.5, Problem(classes, 0.5).Smoothness, 1e-7 * largest);
    }

    private static IRegression Problem(int classes, double regularization)
        => classes == 2 ? new LogisticRegression(Data(classes), regularization) : new SoftmaxRegression(Data(classes), regularization);

    private static SparseData Data(int classes)
    {
        DeterministicRandom random = new(3);
        return SparseData.Of([.. Enumerable.Range(0, 60).Select(example => new LibsvmExample(example % classes, null, [1, 2, 3, 4, 5], random.NextNormalPoint(5)))], "random");
    }
}
