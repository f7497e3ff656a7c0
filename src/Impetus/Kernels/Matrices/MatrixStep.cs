namespace Impetus.Kernels.Matrices;

/// <summary>The scalars of one step of a matrix (<see cref="Scalings.Orthogonalization"/>).</summary>
internal readonly record struct MatrixStep
{
    /// <summary>What the gradient is multiplied by, where it is clipped by norm; else 1.</summary>
    public double ClipFactor { get; init; }

    /// <summary>The largest size of a coordinate of the gradient; infinite where it is not clipped by value.</summary>
    public double ClipBound { get; init; }

    /// <summary>μ, where decay is part of the gradient; else 0.</summary>
    public double CoupledDecay { get; init; }

    /// <summary>β.</summary>
    public double Momentum { get; init; }

    /// <summary>Whether the direction looks ahead by one step.</summary>
    public bool LooksAhead { get; init; }

    /// <summary>a, b and c of the iteration.</summary>
    public (double A, double B, double C) Coefficients { get; init; }

    /// <summary>How often it iterates.</summary>
    public int Iterations { get; init; }

    /// <summary>ε, added to the norm of the direction.</summary>
    public double Epsilon { get; init; }

    /// <summary>What stays of the parameter, 1 − ημ where decay is decoupled.</summary>
    public double Retained { get; init; }

    /// <summary>η, scaled by the matrix's shape.</summary>
    public double StepSize { get; init; }
}
