using System.IO.Compression;
using System.Text;
using Impetus.Lab.Data;
using Impetus.Lab.Problems;
using Impetus.Lab.Problems.Regression;

namespace Impetus.Lab.Tests.Problems;

public class RegressionTests
{
    private const string Binary = """
        # two classes
        2 1:0.5 3:-1
        1 2:1.5          # a comment after an example

        2 1:-2 2:1 3:0.25
        1 3:3e-1
        """;

    private const string Multiclass = """
        3 qid:7 1:1 2:-0.5
        -1 qid:7 2:2
        10 qid:8 1:-1 2:0.25
        3 qid:8 1:0.5
        """;

    [Fact]
    public void LogisticRegressionHasExactDerivatives()
        => AssertExact(new LogisticRegression(Data(Binary), 0.1));

    [Fact]
    public void SoftmaxRegressionHasExactDerivatives()
        => AssertExact(new SoftmaxRegression(Data(Multiclass), 0.1));

    [Fact]
    public void SoftmaxOfTwoClassesIsLogisticRegression()
    {
        // Only the difference of the two rows counts.
        double[] weights = [0.3, -0.8, 0.6];
        double[] rows = [0, 0, 0, .. weights];
        Assert.Equal(new LogisticRegression(Data(Binary), 0).Value(weights), new SoftmaxRegression(Data(Binary), 0).Value(rows), 1e-12);
    }

    [Fact]
    public void LargeScoresDoNotOverflow()
    {
        LogisticRegression regression = new(Data("+1 1:1\n-1 1:-1"), 0);
        Assert.Equal(2000, regression.Value([-2000]), 1e-9);
        Assert.Equal(0, regression.Value([2000]), 1e-9);
    }

    [Theory]
    [InlineData("-1 1:1\n+1 1:2", new[] { 0, 1 })]
    [InlineData("2 1:1\n1 1:2", new[] { 1, 0 })]
    [InlineData("0 1:1\n1 1:2", new[] { 0, 1 })]
    public void AnyTwoLabelsBecomeTwoClasses(string text, int[] classes) => Assert.Equal(classes, Data(text).Classes);

    [Fact]
    public void FilesAreReadWithGroupsAndComments()
    {
        LibsvmExample[] examples = [.. LibsvmFile.Read(new StringReader(Multiclass), "small")];
        Assert.Equal([7, 7, 8, 8], examples.Select(example => example.Group!.Value));
        Assert.Equal([1, 2], examples[0].Indices);
        Assert.Equal([1, -0.5], examples[0].Values);
        Assert.Equal(4, LibsvmFile.Read(new StringReader(Binary), "small").Count());
    }

    [Theory]
    [InlineData("1 1:1\n\n1 2:x", "line 3", "feature 2")]
    [InlineData("1 1:1\nyes 1:1", "line 2", "label")]
    [InlineData("1 3:1 2:1", "line 1", "ascend")]
    [InlineData("1 0:1", "line 1", "from 1")]
    [InlineData("1 1", "line 1", "index:value")]
    [InlineData("1 qid:a 1:1", "line 1", "qid")]
    [InlineData("1 1:nan", "line 1", "finite")]
    [InlineData("1 1:1", "small", "one label")]
    [InlineData("# nothing", "small", "no examples")]
    public void BadLinesAreNamed(string text, string place, string cause)
    {
        string message = Assert.Throws<LabException>(() => Data(text)).Message;
        Assert.Contains(place, message, StringComparison.Ordinal);
        Assert.Contains(cause, message, StringComparison.Ordinal);
    }

    [Fact]
    public void LogisticRegressionRefusesMoreThanTwoLabels()
        => Assert.Contains("softmax", Assert.Throws<LabException>(() => new LogisticRegression(Data(Multiclass), 0)).Message, StringComparison.Ordinal);

    [Fact]
    public void FilesAreInflatedOnTheWay()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "small.gz");
        using (GZipStream file = new(File.Create(path), CompressionLevel.Fastest))
        {
            file.Write(Encoding.UTF8.GetBytes(Binary));
        }

        SparseData data = LibsvmFile.Load(path);
        Assert.Equal([1, 0, 1, 0], data.Classes);
        Assert.Equal(3, data.FeatureCount);

        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        Assert.Contains(path, Assert.Throws<LabException>(() => LibsvmFile.Load(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadingHoldsOneLineAtATime()
    {
        // An endless file: the second line is bad, and what comes after is never asked for.
        IEnumerator<LibsvmExample> examples = LibsvmFile.Read(new EndlessText("1 1:1\n1 x\n"), "endless").GetEnumerator();
        Assert.True(examples.MoveNext());
        Assert.Contains("line 2", Assert.Throws<LabException>(() => examples.MoveNext()).Message, StringComparison.Ordinal);
    }

    private static SparseData Data(string text) => SparseData.Of(LibsvmFile.Read(new StringReader(text), "small"), "small");

    private static void AssertExact(IRegression problem)
    {
        DeterministicRandom random = new(1);
        for (int k = 0; k < 5; k++)
        {
            double[] point = random.NextNormalPoint(problem.Dimension), vector = random.NextNormalPoint(problem.Dimension);
            FiniteDifferences.AssertExact(problem, point);
            double[] hessian = new double[vector.Length * vector.Length], product = new double[vector.Length];
            problem.Hessian(point, hessian);
            problem.HessianProduct(point, vector, product);
            Assert.All(product, (value, row) => Assert.Equal(Enumerable.Range(0, vector.Length).Sum(column => hessian[(row * vector.Length) + column] * vector[column]), value, 1e-12));
            Assert.Equal(problem.Value(point), problem.ValueAndGradient(point, product), 1e-14);
            Assert.True(problem.LargestEigenvalue(point) <= problem.Smoothness);
        }
    }

    /// <summary>Repeats a text for ever.</summary>
    private sealed class EndlessText(string text) : TextReader
    {
        private int _position;

        public override int Read() => text[_position++ % text.Length];

        public override int Peek() => text[_position % text.Length];
    }
}
