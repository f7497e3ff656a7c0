using Impetus.Lab.Data;

namespace Impetus.Lab.Problems.Functions;

/// <summary>
/// A small network of one hidden layer learns what another one says: the mean of ½(a·tanh(Wx) − y)² over normal inputs, where y comes from a
/// teacher with fewer or as many hidden units. Not convex, with saddles and many global minima; the value at all of them is 0. The point is the
/// rows of W, each followed by its a.
/// </summary>
public sealed class TeacherNetwork : ITestFunction, IStochasticProblem
{
    private readonly int _features, _units, _batch;
    private readonly double[][] _inputs;
    private readonly double[] _outputs;
    private readonly double[] _teacher;

    /// <summary>Draws a teacher and inputs; the same for the same numbers.</summary>
    /// <param name="features">Coordinates of an input, from 1.</param>
    /// <param name="teacherUnits">Hidden units of the teacher, from 1.</param>
    /// <param name="units">Hidden units of the network that learns, at least as many.</param>
    /// <param name="examples">Inputs, from 1.</param>
    /// <param name="batch">How many of them a drawn gradient sees; with all of them it is exact.</param>
    public TeacherNetwork(int features, int teacherUnits, int units, int examples, int batch)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(units, teacherUnits);
        (_features, _units, _batch) = (features, units, batch);
        DeterministicRandom random = DeterministicRandom.For((ulong)features, (ulong)teacherUnits);
        _teacher = new double[Dimension];
        random.NextNormalPoint(teacherUnits * Stride).CopyTo(_teacher, 0);
        _inputs = [.. Enumerable.Range(0, examples).Select(_ => random.NextNormalPoint(features))];
        _outputs = [.. _inputs.Select(input => Output(_teacher, input))];
    }

    /// <inheritdoc/>
    public int Dimension => _units * Stride;

    /// <inheritdoc/>
    public Interval Domain => new(-1, 1);

    /// <summary>The teacher; there are others, with units in another order or of the other sign.</summary>
    public IReadOnlyList<double[]> Minima => [_teacher];

    /// <inheritdoc/>
    public double MinimumValue => 0;

    private int Stride => _features + 1;

    /// <inheritdoc/>
    public double Value(ReadOnlySpan<double> point)
    {
        double sum = 0;
        for (int example = 0; example < _inputs.Length; example++)
        {
            double error = Output(point, _inputs[example]) - _outputs[example];
            sum += error * error / 2;
        }

        return sum / _inputs.Length;
    }

    /// <inheritdoc/>
    public void Gradient(ReadOnlySpan<double> point, Span<double> gradient)
    {
        gradient.Clear();
        for (int example = 0; example < _inputs.Length; example++)
        {
            AddGradient(point, example, 1.0 / _inputs.Length, gradient);
        }
    }

    /// <inheritdoc/>
    public void SampleGradient(ReadOnlySpan<double> point, Span<double> gradient, ref DeterministicRandom random)
    {
        if (_batch >= _inputs.Length)
        {
            Gradient(point, gradient);
            return;
        }

        gradient.Clear();
        for (int drawn = 0; drawn < _batch; drawn++)
        {
            AddGradient(point, random.Next(_inputs.Length), 1.0 / _batch, gradient);
        }
    }

    /// <inheritdoc/>
    public void Hessian(ReadOnlySpan<double> point, Span<double> hessian)
    {
        hessian.Clear();
        double[] slopes = new double[Dimension];
        for (int example = 0; example < _inputs.Length; example++)
        {
            double[] input = _inputs[example];
            double error = Slopes(point, input, slopes) - _outputs[example];
            for (int i = 0; i < Dimension; i++)
            {
                for (int j = 0; j < Dimension; j++)
                {
                    hessian[(i * Dimension) + j] += ((slopes[i] * slopes[j]) + (error * Curvature(point, input, i, j))) / _inputs.Length;
                }
            }
        }
    }

    private double Output(ReadOnlySpan<double> point, double[] input)
    {
        double sum = 0;
        for (int unit = 0; unit < _units; unit++)
        {
            sum += point[(unit * Stride) + _features] * Math.Tanh(Sum(point, input, unit));
        }

        return sum;
    }

    private double Sum(ReadOnlySpan<double> point, double[] input, int unit)
    {
        double sum = 0;
        for (int feature = 0; feature < _features; feature++)
        {
            sum += point[(unit * Stride) + feature] * input[feature];
        }

        return sum;
    }

    /// <summary>Fills in the derivatives of the output, and gives the output.</summary>
    private double Slopes(ReadOnlySpan<double> point, double[] input, Span<double> slopes)
    {
        double output = 0;
        for (int unit = 0; unit < _units; unit++)
        {
            int start = unit * Stride;
            double activity = Math.Tanh(Sum(point, input, unit)), weight = point[start + _features];
            output += weight * activity;
            slopes[start + _features] = activity;
            double slope = weight * (1 - (activity * activity));
            for (int feature = 0; feature < _features; feature++)
            {
                slopes[start + feature] = slope * input[feature];
            }
        }

        return output;
    }

    /// <summary>A second derivative of the output; 0 between coordinates of different units.</summary>
    private double Curvature(ReadOnlySpan<double> point, double[] input, int i, int j)
    {
        int unit = i / Stride, first = i % Stride, second = j % Stride;
        if (j / Stride != unit || (first == _features && second == _features))
        {
            return 0;
        }

        double activity = Math.Tanh(Sum(point, input, unit)), slope = 1 - (activity * activity);
        return first == _features ? slope * input[second]
            : second == _features ? slope * input[first]
            : -2 * activity * slope * point[(unit * Stride) + _features] * input[first] * input[second];
    }

    private void AddGradient(ReadOnlySpan<double> point, int example, double share, Span<double> gradient)
    {
        Span<double> slopes = stackalloc double[Dimension];
        double error = Slopes(point, _inputs[example], slopes) - _outputs[example];
        for (int i = 0; i < slopes.Length; i++)
        {
            gradient[i] += share * error * slopes[i];
        }
    }
}
