using System.Numerics;

namespace Impetus.Kernels;

/// <summary>
/// All parameters of a set as one vector of single or double precision numbers, for what wrappers do with them between
/// steps: copy, displace, blend.
/// </summary>
internal abstract class ParameterVector : IDisposable
{
    /// <summary>A vector with the shape of the set, all zero.</summary>
    public static ParameterVector Like(ParameterSet parameters)
        => parameters.Device is not null ? throw new NotSupportedException("What keeps copies of the weights needs parameters in the memory of the process, not on a device.")
            : parameters.ElementType == ElementType.Float64 ? new ParameterVector<double>(parameters)
            : new ParameterVector<float>(parameters);

    /// <summary>‖g‖ of all gradients; with <paramref name="adaptive"/> ‖ |θ|·g ‖. A missing gradient counts as zero.</summary>
    public abstract double GradientNorm(bool adaptive);

    /// <summary>Keeps the parameters as they are.</summary>
    public abstract void CopyParameters();

    /// <summary>Puts the kept values back into the parameters.</summary>
    public abstract void RestoreParameters();

    /// <summary>θ ← θ + factor · g; with <paramref name="adaptive"/> θ + factor · θ²g.</summary>
    public abstract void DisplaceParameters(double factor, bool adaptive);

    /// <summary>x ← x + share · (θ − x).</summary>
    public abstract void FollowParameters(double share);

    /// <summary>x ← x + g.</summary>
    public abstract void AddGradients();

    /// <summary>g ← factor · x; x ← 0.</summary>
    public abstract void EmptyIntoGradients(double factor);

    /// <summary>Exchanges the kept values with the parameters.</summary>
    public abstract void SwapParameters();

    /// <summary>Where the values that belong to a parameter lie.</summary>
    public abstract nint StartOf(int parameter);

    /// <inheritdoc/>
    public abstract void Dispose();
}

/// <inheritdoc/>
internal sealed unsafe class ParameterVector<TElement> : ParameterVector
    where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
{
    private readonly ParameterSet _parameters;
    private readonly StateArena<TElement> _values;

    public ParameterVector(ParameterSet parameters)
    {
        _parameters = parameters;
        _values = new StateArena<TElement>([.. parameters.Select(parameter => parameter.Length)], 1);
    }

    private delegate void Visitor(TElement* own, TElement* parameter, TElement* gradient, nint length);

    public override double GradientNorm(bool adaptive)
    {
        double total = 0;
        Visit(false, (_, parameter, gradient, length) =>
        {
            for (nint start = 0; start < length; start += BlockSums.BlockLength)
            {
                double sum = 0;
                for (nint index = start; index < nint.Min(length, start + BlockSums.BlockLength); index++)
                {
                    double term = double.CreateTruncating(gradient[index]) * (adaptive ? Math.Abs(double.CreateTruncating(parameter[index])) : 1);
                    sum += term * term;
                }

                total += sum;
            }
        });
        return Math.Sqrt(total);
    }

    public override void CopyParameters()
        => Visit(true, static (own, parameter, _, length) => Buffer.MemoryCopy(parameter, own, length * sizeof(TElement), length * sizeof(TElement)));

    public override void RestoreParameters()
        => Visit(true, static (own, parameter, _, length) => Buffer.MemoryCopy(own, parameter, length * sizeof(TElement), length * sizeof(TElement)));

    public override void DisplaceParameters(double factor, bool adaptive)
    {
        TElement scale = TElement.CreateTruncating(factor);
        Visit(false, (_, parameter, gradient, length) =>
        {
            for (nint index = 0; index < length; index++)
            {
                TElement direction = adaptive ? parameter[index] * parameter[index] * gradient[index] : gradient[index];
                parameter[index] += scale * direction;
            }
        });
    }

    public override void FollowParameters(double share)
    {
        TElement part = TElement.CreateTruncating(share);
        Visit(true, (own, parameter, _, length) =>
        {
            for (nint index = 0; index < length; index++)
            {
                own[index] += part * (parameter[index] - own[index]);
            }
        });
    }

    public override void AddGradients() => Visit(false, static (own, _, gradient, length) =>
    {
        for (nint index = 0; index < length; index++)
        {
            own[index] += gradient[index];
        }
    });

    public override void EmptyIntoGradients(double factor)
    {
        TElement scale = TElement.CreateTruncating(factor);
        Visit(true, (own, _, gradient, length) =>
        {
            for (nint index = 0; index < length; index++)
            {
                gradient[index] = scale * own[index];
                own[index] = TElement.Zero;
            }
        });
    }

    public override void SwapParameters() => Visit(true, static (own, parameter, _, length) =>
    {
        for (nint index = 0; index < length; index++)
        {
            (own[index], parameter[index]) = (parameter[index], own[index]);
        }
    });

    public override nint StartOf(int parameter) => (nint)_values[0, parameter];

    public override void Dispose() => _values.Dispose();

    private void Visit(bool evenWithoutGradient, Visitor visitor)
    {
        for (int index = 0; index < _parameters.Count; index++)
        {
            Parameter parameter = _parameters[index];
            if (evenWithoutGradient || parameter.HasGradient)
            {
                visitor(_values[0, index], (TElement*)parameter.ValueStart, (TElement*)parameter.GradientStart, parameter.Length);
            }
        }
    }
}
