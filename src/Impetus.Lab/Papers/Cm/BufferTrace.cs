using Impetus.Lab.Problems;
using MathNet.Numerics.LinearAlgebra;

namespace Impetus.Lab.Papers.Cm;

/// <summary>
/// The buffer of Adam+CG or Adam+CM in the plane, step by step: Algorithm 1 followed beside the optimizer, as its vectors are what
/// is to be seen.
/// </summary>
/// <param name="keepsMomenta">Whether the buffer holds momenta, as in Adam+CM; else gradients, as in Adam+CG.</param>
/// <param name="capacity">C.</param>
/// <param name="decay">λ.</param>
/// <param name="beta">β₁ of the momenta.</param>
/// <param name="isReleased">Whether it is the authors' code: the first step leaves the momentum at 0 and stores the gradient itself.</param>
internal sealed class BufferTrace(bool keepsMomenta, int capacity, double decay, double beta = 0.9, bool isReleased = false)
{
    private readonly List<(double Priority, Vector<double> Vector)> _entries = [];
    private readonly List<BufferStep> _steps = [];
    private Vector<double> _momentum = Vector<double>.Build.Dense(2);

    /// <summary>All steps so far.</summary>
    public IReadOnlyList<BufferStep> Steps => _steps;

    /// <summary>Takes note of a step.</summary>
    /// <param name="problem">What is minimised.</param>
    /// <param name="point">Where the step begins.</param>
    public void Add(IProblem problem, ReadOnlySpan<double> point)
    {
        double[] slope = new double[2];
        problem.Gradient(point, slope);
        Vector<double> gradient = Vector<double>.Build.DenseOfArray(slope);
        bool isPreparing = isReleased && keepsMomenta && _steps.Count == 0;
        _momentum = isPreparing ? _momentum : (beta * _momentum) + ((1 - beta) * gradient);
        Vector<double> own = keepsMomenta ? _momentum : gradient;
        _steps.Add(new(Vector<double>.Build.DenseOfArray(point.ToArray()), gradient, own, [.. _entries.Select(entry => entry.Vector)]));
        Offer(gradient.L2Norm(), isPreparing ? gradient : own);
    }

    private void Offer(double priority, Vector<double> vector)
    {
        if (_entries.Count < capacity)
        {
            _entries.Add((priority, vector));
        }
        else
        {
            int least = Enumerable.Range(0, capacity).MinBy(index => _entries[index].Priority);
            _entries[least] = priority > _entries[least].Priority ? (priority, vector) : _entries[least];
        }

        for (int index = 0; index < _entries.Count; index++)
        {
            _entries[index] = _entries[index] with { Priority = decay * _entries[index].Priority };
        }
    }
}

/// <summary>A step and the buffer that it reads.</summary>
/// <param name="Point">Where it begins.</param>
/// <param name="Gradient">The gradient there.</param>
/// <param name="Own">What is added to the buffer's mean, and then offered to the buffer: the gradient, or the momentum.</param>
/// <param name="Buffer">The buffer's vectors.</param>
internal sealed record BufferStep(Vector<double> Point, Vector<double> Gradient, Vector<double> Own, Vector<double>[] Buffer)
{
    /// <summary>The mean of the buffer; null while it is empty.</summary>
    public Vector<double>? Mean => Buffer.Length == 0 ? null : Buffer.Aggregate((sum, vector) => sum + vector) / Buffer.Length;

    /// <summary>‖mean‖ / mean ‖·‖: 1 if all vectors point the same way, 0 if they cancel. NaN for fewer than two.</summary>
    public double Agreement => Buffer.Length < 2 ? double.NaN : Mean!.L2Norm() / Buffer.Average(vector => vector.L2Norm());

    /// <summary>The cosine between the buffer's mean and the new gradient; −1 if they are opposed.</summary>
    public double Cosine => Mean is { } mean ? Between(mean, Gradient) : double.NaN;

    /// <summary>The cosine of the angle between two vectors; 0 where one is zero.</summary>
    public static double Between(Vector<double> one, Vector<double> other)
    {
        double lengths = one.L2Norm() * other.L2Norm();
        return lengths > 0 ? one.DotProduct(other) / lengths : 0;
    }

    /// <summary>The mean over the buffer of cos² with the direction of the largest curvature: ½ if directions are spread evenly.</summary>
    public double AlongSharpest(IProblem problem)
    {
        double[] hessian = new double[4];
        problem.Hessian(Point.AsArray(), hessian);
        double angle = Math.Atan2(2 * hessian[1], hessian[0] - hessian[3]) / 2;    // of the first eigenvector of a symmetric 2 × 2 matrix
        Vector<double> sharpest = Vector<double>.Build.DenseOfArray([Math.Cos(angle), Math.Sin(angle)]);
        return Buffer.Length == 0 ? double.NaN : Buffer.Average(vector => Math.Pow(Between(vector, sharpest), 2));
    }
}
