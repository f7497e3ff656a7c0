using Impetus.Lab.Problems;
using MathNet.Numerics.LinearAlgebra;

namespace Impetus.Lab.Papers.Cm;

/// <summary>Adam+CM from Algorithm 1, with a choice that the optimizer does not offer: the priority of the buffer.</summary>
/// <param name="Rate">α.</param>
/// <param name="Capacity">C.</param>
/// <param name="Decay">λ.</param>
/// <param name="ByMomentum">Whether the priority is ‖m‖; else ‖g‖.</param>
internal sealed record CriticalDescent(double Rate, int Capacity, double Decay, bool ByMomentum)
{
    private const double Beta1 = 0.9, Beta2 = 0.99, Epsilon = 1e-8;

    /// <summary>Takes steps, and watches the buffer.</summary>
    public BufferUse Run(IProblem problem, double[] start, int steps)
    {
        Vector<double> point = Vector<double>.Build.DenseOfArray(start), momentum = point * 0, variance = point * 0;
        List<Entry> buffer = [];
        double ages = 0;
        int full = 0, taken = 0;
        for (int t = 1; t <= steps; t++)
        {
            double[] slope = new double[start.Length];
            problem.Gradient(point.AsArray(), slope);
            Vector<double> gradient = Vector<double>.Build.Dense(slope);
            momentum = (Beta1 * momentum) + ((1 - Beta1) * gradient);
            Vector<double> aggregate = buffer.Aggregate(momentum, (sum, entry) => sum + (entry.Momentum / Capacity));
            variance = (Beta2 * variance) + ((1 - Beta2) * aggregate.PointwisePower(2));
            point -= (Rate / (1 - Math.Pow(Beta1, t)) * aggregate).PointwiseDivide(((variance / (1 - Math.Pow(Beta2, t))) + Epsilon).PointwiseSqrt());
            bool wasFull = buffer.Count == Capacity;
            bool isTaken = Offer(buffer, new(ByMomentum ? momentum.L2Norm() : gradient.L2Norm(), momentum, t));
            if (wasFull)
            {
                full++;
                taken += isTaken ? 1 : 0;
                ages += buffer.Average(entry => t - entry.Step);
            }
        }

        return new(full == 0 ? double.NaN : ages / full, full == 0 ? double.NaN : taken / (double)full, point.AsArray());
    }

    private bool Offer(List<Entry> buffer, Entry entry)
    {
        bool isTaken = buffer.Count < Capacity;
        if (isTaken)
        {
            buffer.Add(entry);
        }
        else
        {
            int least = Enumerable.Range(0, Capacity).MinBy(index => buffer[index].Priority);
            isTaken = entry.Priority > buffer[least].Priority;
            buffer[least] = isTaken ? entry : buffer[least];
        }

        for (int index = 0; index < buffer.Count; index++)
        {
            buffer[index] = buffer[index] with { Priority = Decay * buffer[index].Priority };
        }

        return isTaken;
    }

    private readonly record struct Entry(double Priority, Vector<double> Momentum, int Step);
}

/// <summary>How a run used its buffer.</summary>
/// <param name="Age">The mean age of the entries of a full buffer, in steps.</param>
/// <param name="ShareTaken">The share of the steps with a full buffer whose momentum was taken in.</param>
/// <param name="End">The last point.</param>
internal sealed record BufferUse(double Age, double ShareTaken, double[] End);
