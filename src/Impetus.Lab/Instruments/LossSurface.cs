using Impetus.Lab.Models.Layers;
using Impetus.Lab.Tasks;
using Impetus.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Impetus.Lab.Instruments;

/// <summary>
/// The loss of a model over a fixed list of batches, as a function of its weights alone. Weights are vectors of double
/// precision: all parameters one after the other. The model is measured in evaluation mode (batch normalisation by its
/// running averages, no dropout), so that the function has no chance in it; gradients that training has accumulated are
/// not touched.
/// </summary>
public sealed class LossSurface
{
    private readonly nn.Module _model;
    private readonly TorchParameter[] _parameters;
    private readonly Func<int, Tensor> _loss;

    /// <summary>The surface around a model's present weights.</summary>
    /// <param name="model">The model.</param>
    /// <param name="batches">How many batches there are, at least 1.</param>
    /// <param name="loss">The mean loss of the model over the examples of a batch, by the batch's number from 0.</param>
    public LossSurface(nn.Module model, int batches, Func<int, Tensor> loss)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(batches, 1);
        (_model, _parameters, Batches, _loss) = (model, [.. model.parameters()], batches, loss);
        Shapes = [.. _parameters.Select(static parameter => parameter.shape)];
        Dimension = checked((int)_parameters.Sum(static parameter => parameter.numel()));
    }

    /// <summary>How many batches there are.</summary>
    public int Batches { get; }

    /// <summary>How many weights there are.</summary>
    public int Dimension { get; }

    /// <summary>The shapes of the parameters, in the order of their place in a vector of weights.</summary>
    public IReadOnlyList<IReadOnlyList<long>> Shapes { get; }

    /// <summary>Where the model is.</summary>
    public double[] Weights()
    {
        double[] weights = new double[Dimension];
        ParameterVector.Gather(_parameters, weights);
        return weights;
    }

    /// <summary>Moves the model. Weights that came from <see cref="Weights"/> are restored to the last bit.</summary>
    /// <param name="weights">As many as the surface has dimensions.</param>
    public void MoveTo(ReadOnlySpan<double> weights) => ParameterVector.Scatter(weights, _parameters);

    /// <summary>Does something that moves the model, and puts the model back where it was.</summary>
    public TResult Return<TResult>(Func<TResult> measure)
    {
        double[] start = Weights();
        try
        {
            return measure();
        }
        finally
        {
            MoveTo(start);
        }
    }

    /// <summary>The mean loss over all batches.</summary>
    public double Loss() => Enumerable.Range(0, Batches).Average(Loss);

    /// <summary>The loss of one batch.</summary>
    public double Loss(int batch) => Evaluating(() =>
    {
        using IDisposable constants = no_grad();
        return _loss(batch).ReadDouble();
    });

    /// <summary>The loss of one batch and its gradient.</summary>
    /// <param name="batch">The batch's number.</param>
    /// <param name="gradient">Receives the gradient.</param>
    public double Gradient(int batch, Span<double> gradient)
    {
        double[] values = new double[Dimension];
        double loss = Evaluating(() =>
        {
            using Differentiation gradients = new(_parameters);
            Tensor output = _loss(batch);
            ParameterVector.Gather(gradients.Of(output), values, _parameters);
            return output.ReadDouble();
        });
        values.CopyTo(gradient);
        return loss;
    }

    /// <summary>
    /// The Hessian of the mean loss over all batches, times a vector: the gradient of ⟨∇L, v⟩ (Pearlmutter 1994), by
    /// differentiating twice.
    /// </summary>
    public double[] HessianProduct(double[] vector)
    {
        double[] sum = new double[Dimension], one = new double[Dimension];
        for (int batch = 0; batch < Batches; batch++)
        {
            HessianProduct(batch, vector, one);
            for (int k = 0; k < sum.Length; k++)
            {
                sum[k] += one[k] / Batches;
            }
        }

        return sum;
    }

    private void HessianProduct(int batch, double[] vector, double[] product) => Evaluating(() =>
    {
        using Differentiation gradients = new(_parameters);
        using IDisposable operators = TwiceDifferentiable.Scope();
        Tensor?[] slopes = gradients.RecordedOf(_loss(batch));
        Tensor? inner = null;
        int at = 0;
        for (int k = 0; k < _parameters.Length; k++)
        {
            int length = (int)_parameters[k].numel();
            if (slopes[k] is { requires_grad: true } slope)
            {
                Tensor direction = TensorValues.Copy<double>(vector.AsSpan(at, length), _parameters[k].shape).to(slope.dtype);
                Tensor term = (slope * direction).sum();
                inner = inner is null ? term : inner.Plus(term);
            }

            at += length;
        }

        // A loss that is linear in all weights has no graph left, and no curvature.
        ParameterVector.Gather(inner is null ? new Tensor?[_parameters.Length] : gradients.Of(inner), product, _parameters);
        return 0;
    });

    // The activations of one batch live until the scope ends, and never those of two.
    private TResult Evaluating<TResult>(Func<TResult> measure)
    {
        bool wasTraining = _model.training;
        _model.eval();
        try
        {
            using DisposeScope scope = NewDisposeScope();
            return measure();
        }
        finally
        {
            if (wasTraining)
            {
                _model.train();
            }
        }
    }
}
