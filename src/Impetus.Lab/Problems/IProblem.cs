namespace Impetus.Lab.Problems;

/// <summary>A function to minimise, in double precision, with exact derivatives.</summary>
public interface IProblem
{
    /// <summary>How many coordinates a point has.</summary>
    int Dimension { get; }

    /// <summary>The function.</summary>
    /// <param name="point">Where; <see cref="Dimension"/> coordinates.</param>
    double Value(ReadOnlySpan<double> point);

    /// <summary>The first derivatives. At a kink, those of one side.</summary>
    /// <param name="point">Where.</param>
    /// <param name="gradient">Takes the result; as long as the point, and all of it is written.</param>
    void Gradient(ReadOnlySpan<double> point, Span<double> gradient);

    /// <summary>The second derivatives.</summary>
    /// <param name="point">Where.</param>
    /// <param name="hessian">Takes the symmetric matrix row by row; <see cref="Dimension"/> squared, and all of it is written.</param>
    void Hessian(ReadOnlySpan<double> point, Span<double> hessian);
}
