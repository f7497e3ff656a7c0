namespace Impetus.Kernels.Matrices;

/// <summary>Carries out steps of matrices, each as a whole, where they lie.</summary>
internal abstract class MatrixKernels : IDisposable
{
    /// <summary>Moves a matrix, with all threads there are.</summary>
    /// <param name="tensor">Which tensor.</param>
    /// <param name="step">The scalars of the step.</param>
    public abstract void Move(int tensor, in MatrixStep step);

    /// <inheritdoc/>
    public abstract void Dispose();
}

/// <summary>A tensor as a matrix.</summary>
/// <param name="Rows">Its first dimension; 0 for a tensor that is none.</param>
/// <param name="Columns">All others together.</param>
internal readonly record struct MatrixShape(int Rows, int Columns)
{
    /// <summary>The shape of a tensor of two dimensions or more.</summary>
    public static MatrixShape Of(Parameter parameter) => parameter.Length == 0
        ? default
        : new((int)parameter.Shape[0], checked((int)(parameter.Length / parameter.Shape[0])));

    /// <summary>Whether there are more rows than columns.</summary>
    public bool IsTall => Rows > Columns;
}
