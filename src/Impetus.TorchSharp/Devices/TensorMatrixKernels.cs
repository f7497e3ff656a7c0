using Impetus.Kernels.Matrices;
using TorchSharp;
using static TorchSharp.torch;

namespace Impetus.Torch;

/// <summary>Carries out steps of matrices with TorchSharp's operators, where the tensors lie.</summary>
internal sealed class TensorMatrixKernels(IReadOnlyList<(Tensor Value, Tensor Gradient)> parameters, TensorStateArrays momentum, MatrixShape[] shapes) : MatrixKernels
{
    /// <inheritdoc/>
    public override void Move(int tensor, in MatrixStep step)
    {
        if (shapes[tensor] is not { Rows: > 0 } shape)
        {
            return;
        }

        using IDisposable withoutGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        (Tensor value, Tensor gradient) = parameters[tensor];
        Tensor signal = (gradient * step.ClipFactor).clamp(-step.ClipBound, step.ClipBound) + value * step.CoupledDecay;
        Tensor average = momentum[0, tensor];
        average.copy_(average * step.Momentum + signal * (1 - step.Momentum));
        Tensor direction = step.LooksAhead ? average * step.Momentum + signal * (1 - step.Momentum) : average;

        Tensor x = direction.reshape(shape.Rows, shape.Columns);
        x = shape.IsTall ? x.t() : x;
        x /= x.norm() + step.Epsilon;
        for (int iteration = 0; iteration < step.Iterations; iteration++)
        {
            Tensor gram = x.mm(x.t());
            x = x * step.Coefficients.A + (gram * step.Coefficients.B + gram.mm(gram) * step.Coefficients.C).mm(x);
        }

        x = shape.IsTall ? x.t() : x;
        value.copy_(value * step.Retained - x.reshape(value.shape) * step.StepSize);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
    }
}
