using Impetus.Lab.Problems;

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
        int dimension = start.Length, ages = 0, full = 0, taken = 0;
        double[] point = [.. start], gradient = new double[dimension], momentum = new double[dimension], variance = new double[dimension];
        List<Entry> buffer = new(Capacity);
        for (int t = 1; t <= steps; t++)
        {
            problem.Gradient(point, gradient);
            for (int i = 0; i < dimension; i++)
            {
                momentum[i] = (Beta1 * momentum[i]) + ((1 - Beta1) * gradient[i]);
                double aggregate = momentum[i];
                foreach (Entry entry in buffer)
                {
                    aggregate += entry.Momentum[i] / Capacity;
                }

                variance[i] = (Beta2 * variance[i]) + ((1 - Beta2) * aggregate * aggregate);
                point[i] -= Rate / (1 - Math.Pow(Beta1, t)) * aggregate / Math.Sqrt((variance[i] / (1 - Math.Pow(Beta2, t))) + Epsilon);
            }

            bool wasFull = buffer.Count == Capacity, isTaken = Offer(buffer, new(Norm(ByMomentum ? momentum : gradient), [.. momentum], t));
            if (wasFull)
            {
                full++;
                taken += isTaken ? 1 : 0;
                ages += buffer.Sum(entry => t - entry.Step);
            }
        }

        return new(full == 0 ? double.NaN : ages / (double)(full * Capacity), full == 0 ? double.NaN : taken / (double)full, point);
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
            int least = 0;
            for (int index = 1; index < Capacity; index++)
            {
                least = buffer[index].Priority < buffer[least].Priority ? index : least;
            }

            isTaken = entry.Priority > buffer[least].Priority;
            buffer[least] = isTaken ? entry : buffer[least];
        }

        for (int index = 0; index < buffer.Count; index++)
        {
            buffer[index] = buffer[index] with { Priority = Decay * buffer[index].Priority };
        }

        return isTaken;
    }

    private static double Norm(double[] vector) => Math.Sqrt(vector.Sum(value => value * value));

    private readonly record struct Entry(double Priority, double[] Momentum, int Step);
}

/// <summary>How a run used its buffer.</summary>
/// <param name="Age">The mean age of the entries of a full buffer, in steps.</param>
/// <param name="ShareTaken">The share of the steps with a full buffer whose momentum was taken in.</param>
/// <param name="End">The last point.</param>
internal sealed record BufferUse(double Age, double ShareTaken, double[] End);
