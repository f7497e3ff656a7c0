using System.Numerics;
using Impetus.Kernels;

namespace Impetus.Inspection;

/// <summary>Where parameters were at the start and before a step, and so how far the step took them.</summary>
internal sealed unsafe class Movement : IDisposable
{
    private readonly ParameterSet _parameters;
    private readonly ParameterVector _start, _before;

    /// <summary>The start is where the parameters are.</summary>
    public Movement(ParameterSet parameters)
    {
        _parameters = parameters;
        _start = ParameterVector.Like(parameters, threads: 1);
        _before = ParameterVector.Like(parameters, threads: 1);
        _start.CopyParameters();
    }

    /// <summary>Keeps the parameters as they are before a step.</summary>
    public void Begin() => _before.CopyParameters();

    /// <summary>Where the values of a parameter before the step lie.</summary>
    public nint Before(int parameter) => _before.StartOf(parameter);

    /// <summary>Measures how far a step took a parameter, in double precision.</summary>
    /// <param name="parameter">Its index.</param>
    /// <param name="isMoved">Whether steps do not pass over it.</param>
    /// <param name="retained">What decoupled weight decay left of the parameter.</param>
    public MovementSums Measure(int parameter, bool isMoved, double retained = 1)
        => _parameters.ElementType == ElementType.Float64
            ? Measure<double>(parameter, isMoved, retained)
            : Measure<float>(parameter, isMoved, retained);

    public void Dispose()
    {
        _start.Dispose();
        _before.Dispose();
    }

    private MovementSums Measure<TElement>(int index, bool isMoved, double retained)
        where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
    {
        Parameter parameter = _parameters[index];
        TElement* now = (TElement*)parameter.ValueStart, gradient = (TElement*)parameter.GradientStart;
        TElement* start = (TElement*)_start.StartOf(index), before = (TElement*)_before.StartOf(index);
        TElement factor = TElement.CreateTruncating(retained);
        double gradients = 0, updates = 0, distances = 0, steps = 0;
        for (nint at = 0; at < parameter.Length; at++)
        {
            double value = double.CreateTruncating(now[at]);
            double update = value - double.CreateTruncating(before[at]);
            double distance = value - double.CreateTruncating(start[at]);
            updates += update * update;
            distances += distance * distance;
            if (isMoved)
            {
                double slope = double.CreateTruncating(gradient[at]);
                gradients += slope * slope;
                steps += Math.Abs(value - double.CreateTruncating(factor * before[at]));
            }
        }

        return new(gradients, updates, distances, steps, isMoved ? parameter.Length : 0);
    }
}

/// <summary>Sums over the coordinates of a parameter, or of several.</summary>
/// <param name="Gradients">Σ g².</param>
/// <param name="Updates">Σ (θₜ − θₜ₋₁)².</param>
/// <param name="Distances">Σ (θₜ − θ₀)².</param>
/// <param name="Steps">Σ |θₜ − (1 − ημ)θₜ₋₁|.</param>
/// <param name="StepCount">Over how many coordinates the steps are summed up.</param>
internal readonly record struct MovementSums(double Gradients, double Updates, double Distances, double Steps, long StepCount)
{
    public double GradientNorm => Math.Sqrt(Gradients);

    public double UpdateNorm => Math.Sqrt(Updates);

    public double Distance => Math.Sqrt(Distances);

    public double AverageStepSize => StepCount > 0 ? Steps / StepCount : 0;

    public static MovementSums operator +(MovementSums left, MovementSums right)
        => new(left.Gradients + right.Gradients, left.Updates + right.Updates, left.Distances + right.Distances, left.Steps + right.Steps, left.StepCount + right.StepCount);
}
