using Impetus.Torch;
using Impetus.Torch.Modules;

namespace Impetus.Lab.Instruments;

/// <summary>
/// The loss of a model over a fixed list of batches, as a function of its weights alone. Weights are vectors of double
/// precision: all parameters one after the other in the order of the arena, without its gaps. The model is measured in
/// evaluation mode (batch normalisation by its running averages, no dropout), so that the function has no chance in it;
/// gradients that training has accumulated are not touched.
/// </summary>
public sealed class LossSurface
{
    private readonly Module _model;
    private readonly ParameterArena _arena;
    private readonly Func<int, Tensor> _loss;

    /// <summary>The surface around a model's present weights.</summary>
    /// <param name="model">The model.</param>
    /// <param name="arena">Where its parameters lie.</param>
    /// <param name="batches">How many batches there are, at least 1.</param>
    /// <param name="loss">The mean loss of the model over the examples of a batch, by the batch's number from 0.</param>
    public LossSurface(Module model, ParameterArena arena, int batches, Func<int, Tensor> loss)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batches, 1);
        (_model, _arena, Batches, _loss) = (model, arena, batches, loss);
        Dimension = checked((int)arena.Slots.Sum(static slot => slot.Length));
    }

    /// <summary>How many batches there are.</summary>
    public int Batches { get; }

    /// <summary>How many weights there are.</summary>
    public int Dimension { get; }

    /// <summary>The parameters in the order of their place in a vector of weights; offsets are those of the arena.</summary>
    public IReadOnlyList<ParameterSlot> Slots => _arena.Slots;

    /// <summary>Where the model is.</summary>
    public double[] Weights()
    {
        double[] weights = new double[Dimension];
        Each((tensor, at) => Read(tensor, weights.AsSpan(at)));
        return weights;
    }

    /// <summary>Moves the model. Weights that came from <see cref="Weights"/> are restored to the last bit.</summary>
    /// <param name="weights">As many as the surface has dimensions.</param>
    public void MoveTo(ReadOnlySpan<double> weights)
    {
        int at = 0;
        foreach (NamedTensor parameter in _model.Parameters)
        {
            Write(parameter.Tensor.Value, weights[at..]);
            at += (int)parameter.Tensor.ElementCount;
        }
    }

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
        using NoGradientScope noGradient = Engine.NoGradient();
        return _loss(batch).Item();
    });

    /// <summary>The loss of one batch and its gradient.</summary>
    /// <param name="batch">The batch's number.</param>
    /// <param name="gradient">Receives the gradient.</param>
    public double Gradient(int batch, Span<double> gradient)
    {
        double[] values = new double[Dimension];
        double loss = Evaluating(() =>
        {
            Tensor output = _loss(batch);
            Scatter(output.GradientsWhereUsed(Parameters()), values);
            return output.Item();
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
        Tensor[] parameters = Parameters();
        Tensor?[] gradients = _loss(batch).GradientsWhereUsed(parameters, createGraph: true);
        Tensor? inner = null;
        int at = 0;
        for (int k = 0; k < parameters.Length; k++)
        {
            using Tensor direction = Tensor.Empty([.. _arena.Slots[k].Shape], _arena.ScalarType);
            Write(direction, vector.AsSpan(at));
            at += (int)_arena.Slots[k].Length;
            if (gradients[k] is { RequiresGradient: true } gradient)
            {
                Tensor term = (gradient * direction).Sum();
                inner = inner is null ? term : inner + term;
            }
        }

        // A loss that is linear in all weights has no graph left, and no curvature.
        Scatter(inner?.GradientsWhereUsed(parameters) ?? new Tensor?[parameters.Length], product);
        return 0;
    });

    // The activations of one batch live until the scope ends, and never those of two.
    private TResult Evaluating<TResult>(Func<TResult> measure)
    {
        bool wasTraining = _model.IsTraining;
        _model.Evaluate();
        try
        {
            using DisposeScope scope = new();
            return measure();
        }
        finally
        {
            if (wasTraining)
            {
                _model.Train();
            }
        }
    }

    private Tensor[] Parameters() => [.. _model.Parameters.Select(static parameter => parameter.Tensor.Value)];

    private void Each(Action<Tensor, int> visit)
    {
        int at = 0;
        foreach (NamedTensor parameter in _model.Parameters)
        {
            visit(parameter.Tensor.Value, at);
            at += (int)parameter.Tensor.ElementCount;
        }
    }

    private void Scatter(Tensor?[] parts, double[] vector)
    {
        int at = 0;
        for (int k = 0; k < parts.Length; k++)
        {
            int length = (int)_arena.Slots[k].Length;
            if (parts[k] is { } part)
            {
                Read(part, vector.AsSpan(at, length));
            }
            else
            {
                vector.AsSpan(at, length).Clear();
            }

            at += length;
        }
    }

    private static void Read(Tensor tensor, Span<double> values)
    {
        using Tensor ordered = tensor.Contiguous();
        if (ordered.ScalarType == ScalarType.Float64)
        {
            ordered.Span<double>().CopyTo(values);
            return;
        }

        Span<float> elements = ordered.Span<float>();
        for (int k = 0; k < elements.Length; k++)
        {
            values[k] = elements[k];
        }
    }

    private static void Write(Tensor tensor, ReadOnlySpan<double> values)
    {
        if (tensor.ScalarType == ScalarType.Float64)
        {
            Span<double> elements = tensor.Span<double>();
            values[..elements.Length].CopyTo(elements);
        }
        else
        {
            Span<float> elements = tensor.Span<float>();
            for (int k = 0; k < elements.Length; k++)
            {
                elements[k] = (float)values[k];
            }
        }

        tensor.MarkWritten();
    }
}
