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
        Tensor signal = gradient.Times(step.ClipFactor).AtLeast(-step.ClipBound).AtMost(step.ClipBound).Plus(value.Times(step.CoupledDecay));
        Tensor average = momentum[0, tensor];
        average.copy_(average.Times(step.Momentum).Plus(signal.Times(1 - step.Momentum)));
        Tensor direction = step.LooksAhead ? average.Times(step.Momentum).Plus(signal.Times(1 - step.Momentum)) : average;

        Tensor x = direction.reshape(shape.Rows, shape.Columns);
        x = shape.IsTall ? x.t() : x;
        x /= x.norm().Plus(step.Epsilon);
        for (int iteration = 0; iteration < step.Iterations; iteration++)
        {
            Tensor gram = x.mm(x.t());
            x = x.Times(step.Coefficients.A).Plus(gram.Times(step.Coefficients.B).Plus(gram.mm(gram).Times(step.Coefficients.C)).mm(x));
        }

        x = shape.IsTall ? x.t() : x;
        value.copy_(value.Times(step.Retained) - x.reshape(value.shape).Times(step.StepSize));
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
    }
}
