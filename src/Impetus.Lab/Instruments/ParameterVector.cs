using Impetus.Lab.Tasks;
using static TorchSharp.torch;

namespace Impetus.Lab.Instruments;

/// <summary>Tensors, one for each parameter, as one vector of double precision.</summary>
internal static class ParameterVector
{
    /// <summary>Reads the tensors into a vector.</summary>
    public static void Gather(IReadOnlyList<Tensor> tensors, Span<double> vector) => Gather(tensors, vector, tensors);

    /// <summary>Reads tensors, of which some may be missing, into a vector; what is missing is zero.</summary>
    /// <param name="tensors">The tensors.</param>
    /// <param name="vector">As long as all of <paramref name="parameters"/> together.</param>
    /// <param name="parameters">Tensors of the same shapes that are all there.</param>
    public static void Gather(IReadOnlyList<Tensor?> tensors, Span<double> vector, IReadOnlyList<Tensor> parameters)
    {
        for (int k = 0; k < parameters.Count; k++)
        {
            Span<double> place = vector[..(int)parameters[k].numel()];
            vector = vector[place.Length..];
            if (tensors[k] is { } tensor)
            {
                using Tensor constant = tensor.detach(), wide = constant.to(ScalarType.Float64);
                wide.ToArray<double>().CopyTo(place);
            }
            else
            {
                place.Clear();
            }
        }
    }

    /// <summary>Writes a vector into the parameters, whose type it is rounded to.</summary>
    public static void Scatter(ReadOnlySpan<double> vector, IReadOnlyList<Tensor> parameters)
    {
        using IDisposable constants = no_grad();
        foreach (Tensor parameter in parameters)
        {
            int length = (int)parameter.numel();
            using Tensor values = TensorValues.Copy(vector[..length], parameter.shape);
            parameter.copy_(values);
            vector = vector[length..];
        }
    }
}
