using System.Globalization;

namespace Impetus.Lab.Problems.Regression;

/// <summary>Labelled examples with few features that are not zero, row after row in three arrays.</summary>
public sealed class SparseData
{
    private readonly int[] _starts;
    private readonly int[] _columns;
    private readonly double[] _values;

    private SparseData(double[] labels, int[] classes, int[] starts, int[] columns, double[] values)
    {
        Labels = labels;
        Classes = classes;
        FeatureCount = columns.Length == 0 ? 0 : columns.Max() + 1;
        (_starts, _columns, _values) = (starts, columns, values);
    }

    /// <summary>The distinct labels, ascending. A class is a position in this list.</summary>
    public IReadOnlyList<double> Labels { get; }

    /// <summary>The class of every example.</summary>
    public IReadOnlyList<int> Classes { get; }

    /// <summary>How many features there are: the largest index.</summary>
    public int FeatureCount { get; }

    /// <summary>How many examples there are.</summary>
    public int Count => Classes.Count;

    /// <summary>Takes in examples, whatever values their labels have.</summary>
    /// <param name="examples">The examples.</param>
    /// <param name="source">What they are called in messages.</param>
    /// <exception cref="LabException">There are none, or they have but one label.</exception>
    public static SparseData Of(IEnumerable<LibsvmExample> examples, string source)
    {
        ArgumentNullException.ThrowIfNull(examples);
        List<double> labels = [], values = [];
        List<int> starts = [0], columns = [];
        foreach (LibsvmExample example in examples)
        {
            labels.Add(example.Label);
            columns.AddRange(example.Indices.Select(index => index - 1));
            values.AddRange(example.Values);
            starts.Add(columns.Count);
        }

        double[] distinct = [.. labels.Distinct().Order()];
        return distinct.Length switch
        {
            0 => throw new LabException($"{source} has no examples"),
            1 => throw new LabException($"{source} has but one label, {distinct[0].ToString(CultureInfo.InvariantCulture)}: there is nothing to tell apart"),
            _ => new(distinct, [.. labels.Select(label => Array.BinarySearch(distinct, label))], [.. starts], [.. columns], [.. values]),
        };
    }

    /// <summary>The inner product of an example with a vector of weights.</summary>
    /// <param name="example">The example's number, from 0.</param>
    /// <param name="weights">At least <see cref="FeatureCount"/> weights.</param>
    public double Product(int example, ReadOnlySpan<double> weights)
    {
        double sum = 0;
        for (int k = _starts[example]; k < _starts[example + 1]; k++)
        {
            sum += _values[k] * weights[_columns[k]];
        }

        return sum;
    }

    /// <summary>Adds a multiple of an example to a vector.</summary>
    public void AddTo(Span<double> vector, int example, double factor)
    {
        for (int k = _starts[example]; k < _starts[example + 1]; k++)
        {
            vector[_columns[k]] += factor * _values[k];
        }
    }

    /// <summary>Adds a multiple of an example's outer product with itself to a block of a matrix.</summary>
    /// <param name="matrix">The matrix, row by row, from the block's upper left corner on.</param>
    /// <param name="stride">The length of a row of the whole matrix.</param>
    /// <param name="example">The example's number, from 0.</param>
    /// <param name="factor">What the product is multiplied with.</param>
    public void AddOuterProductTo(Span<double> matrix, int stride, int example, double factor)
    {
        for (int k = _starts[example]; k < _starts[example + 1]; k++)
        {
            AddTo(matrix[(_columns[k] * stride)..], example, factor * _values[k]);
        }
    }
}
