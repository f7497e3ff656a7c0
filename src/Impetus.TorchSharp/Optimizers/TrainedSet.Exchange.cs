using Impetus.Checkpoints;
using Impetus.Memories;
using static TorchSharp.torch;

namespace Impetus.Torch;

// The state in PyTorch's terms.
internal sealed partial class TrainedSet
{
    /// <summary>What the rule remembers of a parameter, under PyTorch's names where PyTorch has one. The tensors are the caller's.</summary>
    public ParameterState Export(TrainedParameter parameter)
    {
        StateSchema schema = Describe();
        Dictionary<string, Tensor> arrays = [];
        foreach (StateTensor tensor in TensorsOf(schema, parameter))
        {
            Tensor array = parameter.NewArray(tensor.Type == "F64" ? ScalarType.Float64 : ScalarType.Float32);
            tensor.Read(0, TrainedParameter.Bytes(array));
            Optimizer.Parameters.Shard?.Exchange.ShareState(tensor.Parameter, 0, TrainedParameter.Bytes(array));
            arrays.Add(TorchName(tensor.Array), array);
        }

        return new((long)Steps(schema).Values[Place(parameter)], arrays);
    }

    /// <summary>Looks whether a parameter's state fits; changes nothing.</summary>
    /// <exception cref="InvalidDataException">It does not; the message names the first difference.</exception>
    public void RequireFit(TrainedParameter parameter, ParameterState state)
    {
        HashSet<string> known = [.. TensorsOf(Describe(), parameter).Select(tensor => TorchName(tensor.Array))];
        foreach ((string name, Tensor array) in state.Arrays)
        {
            if (!known.Contains(name))
            {
                throw new InvalidDataException($"The state of '{parameter.Name}' has {name}, which this optimizer does not keep; it keeps {string.Join(", ", known.DefaultIfEmpty("nothing"))}.");
            }

            if (!array.shape.SequenceEqual(parameter.Tensor.shape))
            {
                throw new InvalidDataException($"The state of '{parameter.Name}' has {name} of shape [{string.Join(", ", array.shape)}]; the parameter's is [{string.Join(", ", parameter.Tensor.shape)}].");
            }
        }

        // A momentum that the other rule did without starts at zero.
        if (state.Arrays.Count > 0 && known.Except(state.Arrays.Keys).FirstOrDefault(static name => name != "momentum_buffer") is { } missing)
        {
            throw new InvalidDataException($"The state of '{parameter.Name}' lacks {missing}.");
        }
    }

    /// <summary>Puts a parameter's state in place; nothing known of it starts anew.</summary>
    public void Import(TrainedParameter parameter, ParameterState state)
    {
        StateSchema schema = Describe();
        using IDisposable withoutGradient = no_grad();
        foreach (StateTensor tensor in TensorsOf(schema, parameter))
        {
            using Tensor array = parameter.NewArray(tensor.Type == "F64" ? ScalarType.Float64 : ScalarType.Float32);
            if (state.Arrays.TryGetValue(TorchName(tensor.Array), out Tensor? given))
            {
                array.copy_(given);
            }

            tensor.Write(0, TrainedParameter.Bytes(array));
        }

        StateVector steps = Steps(schema);
        double[] counts = [.. steps.Values];
        counts[Place(parameter)] = state.Step ?? (state.Arrays.Count > 0 ? 1 : 0);
        steps.Restore(counts);
        StateVector counters = schema.Vectors.Single(static vector => vector.Name.EndsWith("/counters", StringComparison.Ordinal));
        counters.Restore([Math.Max(counters.Values[0], counts[Place(parameter)]), .. counters.Values.Skip(1)]);
    }

    private StateSchema Describe()
    {
        StateSchema schema = new();
        Optimizer.Describe(schema);
        return schema;
    }

    // Master weights are the parameter itself, and no library's state.
    private static IEnumerable<StateTensor> TensorsOf(StateSchema schema, TrainedParameter parameter) =>
        schema.Tensors.Where(tensor => tensor.Parameter.Name == parameter.Name && tensor.Array != "master-weights");

    private static StateVector Steps(StateSchema schema) => schema.Vectors.Single(static vector => vector.Name.EndsWith("/steps", StringComparison.Ordinal));

    private int Place(TrainedParameter parameter)
    {
        int place = 0;
        while (!ReferenceEquals(Members[place], parameter))
        {
            place++;
        }

        return place;
    }

    private string TorchName(string array) => (array, Optimizer.Options.MemoryPart) switch
    {
        ("momentum", ExponentialAverage.Options) => "exp_avg",
        ("momentum", HeavyBall.Options) => "momentum_buffer",
        ("second-moment", HeavyBall.Options or NoMemory.Options) => "square_avg",
        ("second-moment", ExponentialAverage.Options) => "exp_avg_sq",
        ("maximum", ExponentialAverage.Options) => "max_exp_avg_sq",
        _ => array.Replace('-', '_'),
    };
}
