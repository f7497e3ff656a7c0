using Impetus.Algebra;
using Impetus.Kernels.Matrices;

namespace Impetus.Kernels;

/// <summary>Carries out the steps of one kind of formula, piece by piece, where the tensors lie.</summary>
internal abstract class StepKernels<TFormula>
    where TFormula : struct, IFormula
{
    /// <summary>Takes the sums that the formula asks for over a piece; changes nothing else.</summary>
    /// <param name="formula">The formula, as far as it is known.</param>
    /// <param name="piece">The piece.</param>
    /// <param name="sums">Receives the sums of the piece's blocks.</param>
    /// <param name="looks">Whether to tell if the gradient is finite.</param>
    /// <returns>False if the gradient was looked at and is not finite.</returns>
    public abstract bool Measure(in TFormula formula, in Piece piece, BlockSums sums, bool looks);

    /// <summary>Takes the sums over the directions of a piece that the formula asks for; changes nothing else.</summary>
    public abstract void MeasureDirection(in TFormula formula, in Piece piece, BlockSums sums);

    /// <summary>Moves the coordinates of a piece, and takes sums on the way if the formula does so.</summary>
    public abstract void Move(in TFormula formula, in Piece piece, BlockSums sums);

    /// <summary>Has the slots of a tensor's memory stand for these arrays from now on.</summary>
    public abstract void Bind(int tensor, in SlotBinding binding);
}

/// <summary>Looks at the gradients where they lie, piece by piece.</summary>
internal abstract class GradientKernels
{
    /// <summary>Whether all of the gradient in a piece is finite.</summary>
    public abstract bool IsFinite(in Piece piece);

    /// <summary>Takes ‖g‖² over a piece, or ‖θg‖².</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="unit">What every coordinate is multiplied with first.</param>
    /// <param name="isRelative">Whether every coordinate of the gradient counts by the size of the parameter.</param>
    /// <param name="sums">Receives the sums of the piece's blocks.</param>
    /// <param name="looks">Whether to tell if the gradient is finite.</param>
    /// <returns>False if the gradient was looked at and is not finite.</returns>
    public abstract bool MeasureNorm(in Piece piece, double unit, bool isRelative, BlockSums sums, bool looks);
}

/// <summary>What holds tensors outside the memory of the process, and carries out steps on them.</summary>
internal interface IDevice
{
    /// <summary>What looks at gradients.</summary>
    GradientKernels Gradients { get; }

    /// <summary>Arrays of zeros with the shape of the parameters.</summary>
    /// <param name="isHeld">Which tensors need them.</param>
    /// <param name="count">How many arrays there are.</param>
    StateArrays CreateArrays(ReadOnlySpan<bool> isHeld, int count);

    /// <summary>What carries out steps.</summary>
    /// <param name="arrays">What <see cref="CreateArrays"/> gave: the memory's arrays, then the scaling's.</param>
    /// <param name="memoryArrays">How many are the memory's.</param>
    StepKernels<TFormula> CreateKernels<TFormula>(StateArrays arrays, int memoryArrays)
        where TFormula : struct, IFormula;

    /// <summary>What carries out steps of matrices.</summary>
    /// <param name="momentum">What <see cref="CreateArrays"/> gave: one array.</param>
    /// <param name="shapes">The tensors as matrices; no rows for those that are none.</param>
    MatrixKernels CreateMatrixKernels(StateArrays momentum, MatrixShape[] shapes);
}
