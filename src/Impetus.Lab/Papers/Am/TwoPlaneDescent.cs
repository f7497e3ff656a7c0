using Impetus.Lab.Problems;
using MathNet.Numerics.LinearAlgebra;

namespace Impetus.Lab.Papers.Am;

/// <summary>Where the memory's plane lies at the current point.</summary>
internal enum PlaneHeight
{
    /// <summary>At the loss of the point before: above the loss wherever that fell. The paper's choice.</summary>
    LossBefore,

    /// <summary>Where the step just made says by first order that the loss was: the paper's stochastic form.</summary>
    FirstOrder,

    /// <summary>At the loss of the current point.</summary>
    LossHere,

    /// <summary>Where the minimum of the model before was: at or below convex losses, if λ = 0. The choice of bundle methods.</summary>
    Aggregated,
}

/// <summary>AM-MGD from the paper's equations, with a choice that the optimizer does not offer.</summary>
/// <param name="Height">Where the memory's plane lies.</param>
/// <param name="Most">The bound of β.</param>
/// <param name="Proximity">λ.</param>
internal sealed record TwoPlaneDescent(PlaneHeight Height, double Most = 1, double Proximity = 0.1)
{
    /// <summary>Takes steps, the first along the gradient.</summary>
    /// <returns>The last point.</returns>
    public double[] Run(IProblem problem, IReadOnlyList<double> start, double rate, int steps)
    {
        Vector<double> point = Vector<double>.Build.DenseOfEnumerable(start), memory = point;
        double before = double.NaN, aggregated = double.NaN;
        for (int t = 0; t < steps; t++)
        {
            double[] slope = new double[problem.Dimension];
            problem.Gradient(point.AsArray(), slope);
            Vector<double> gradient = Vector<double>.Build.Dense(slope);
            double here = problem.Value(point.AsArray());
            memory = t == 0 ? gradient : memory;
            TwoPlaneModel model = new(gradient, memory, t == 0 ? 0 : AboveLoss(gradient, memory, rate, before - here, aggregated - here), rate, Proximity);
            double share = model.Share(Most);
            memory = model.NextMemory(share);
            Vector<double> step = -rate * memory;
            aggregated = here + ((1 - share) * model.GradientPlane(step)) + (share * model.MemoryPlane(step));
            before = here;
            point += step;
        }

        return point.AsArray();
    }

    private double AboveLoss(Vector<double> gradient, Vector<double> memory, double rate, double before, double aggregated) => Height switch
    {
        PlaneHeight.LossBefore => before,
        PlaneHeight.FirstOrder => rate * gradient.DotProduct(memory),
        PlaneHeight.LossHere => 0,
        _ => aggregated,
    };
}
