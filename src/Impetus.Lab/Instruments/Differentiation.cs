using static TorchSharp.torch;

namespace Impetus.Lab.Instruments;

/// <summary>
/// Takes gradients with respect to parameters, once or twice. Those that training has accumulated are put aside while it is
/// open: <c>autograd.grad</c>, which would leave them alone, ends the process on an error (an operator that has no second
/// derivative), and <c>backward</c>, which adds to them, reports it.
/// </summary>
internal sealed class Differentiation : IDisposable
{
    private readonly TorchParameter[] _parameters;
    private readonly Tensor?[] _accumulated;

    /// <param name="parameters">What gradients are taken with respect to.</param>
    public Differentiation(TorchParameter[] parameters)
    {
        _parameters = parameters;
        _accumulated = Array.ConvertAll(parameters, static parameter => parameter.grad);
        Clear();
    }

    /// <summary>The gradients of a scalar; null where it does not depend on a parameter.</summary>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">An operator has no derivative.</exception>
    public Tensor?[] Of(Tensor output)
    {
        if (!output.requires_grad)
        {
            return new Tensor?[_parameters.Length];
        }

        autograd.backward(output, inputs: _parameters);
        Tensor?[] gradients = Array.ConvertAll(_parameters, static parameter => parameter.grad);
        Clear();
        return gradients;
    }

    /// <summary>The gradients of a scalar, recorded so that they can be differentiated again.</summary>
    public Tensor?[] RecordedOf(Tensor output)
    {
        if (!output.requires_grad)
        {
            return new Tensor?[_parameters.Length];
        }

        if (output.numel() != 1)
        {
            throw new ArgumentException($"Only a scalar has a gradient, not a tensor of {output.numel()} elements.", nameof(output));
        }

        // Whatever could fail here, a step of training would have failed at.
        IList<Tensor> gradients = autograd.grad([output], _parameters, retain_graph: true, create_graph: true, allow_unused: true);
        return [.. gradients.Select(static gradient => gradient.IsInvalid ? null : gradient)];
    }

    /// <summary>Gives the accumulated gradients their place again.</summary>
    public void Dispose()
    {
        for (int k = 0; k < _parameters.Length; k++)
        {
            _parameters[k].grad = _accumulated[k];
            _accumulated[k]?.Dispose();
        }
    }

    private void Clear() => Array.ForEach(_parameters, static parameter => parameter.grad = null);
}
