using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Impetus.Lab.Models;

/// <summary>
/// Initial values that depend on a seed and on a parameter's name alone: the same on every machine, whatever other
/// parameters a model has, and whatever libtorch has drawn before.
/// </summary>
public static class Initialization
{
    // Beside the modules, whose classes are TorchSharp's.
    private static readonly ConditionalWeakTable<Module, Initializer> Chosen = [];

    /// <summary>Lets a layer's weights start from another distribution than PyTorch's; its biases then start at 0.</summary>
    /// <typeparam name="TLayer">The layer's class.</typeparam>
    /// <param name="layer">A layer with weights.</param>
    /// <param name="initializer">Draws a weight.</param>
    /// <returns>The layer.</returns>
    public static TLayer StartingFrom<TLayer>(this TLayer layer, Initializer initializer)
        where TLayer : Module
    {
        ArgumentNullException.ThrowIfNull(layer);
        Chosen.AddOrUpdate(layer, initializer);
        return layer;
    }

    /// <summary>
    /// Draws all parameters, but those that were trained before and come with the model, and resets the statistics of all normalisations, in place. From then on the model's tensors live
    /// as long as the model, whatever scope it was made in.
    /// </summary>
    /// <param name="model">The model, in single or double precision.</param>
    /// <param name="seed">The run's seed.</param>
    /// <exception cref="NotSupportedException">The model has a layer whose usual initial values are not known here.</exception>
    public static void Initialize(this Module model, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(model);
        using IDisposable constants = no_grad();
        Dictionary<string, Module> layers = new(StringComparer.Ordinal) { [""] = model };
        foreach ((string name, Module layer) in model.named_modules())
        {
            layers[name] = layer;
            (layer as NormBase)?.reset_running_stats();
        }

        foreach ((string name, TorchParameter parameter) in model.named_parameters())
        {
            parameter.DetachFromDisposeScope();
            if ((model as IPretrained)?.Fill(name, parameter) == true)
            {
                continue;
            }

            int dot = name.LastIndexOf('.');
            Fill(parameter, InitializerOf(layers[name[..Math.Max(0, dot)]], name[(dot + 1)..]), new RandomSequence(seed, name));
        }

        foreach (Tensor buffer in model.buffers())
        {
            buffer.DetachFromDisposeScope();
        }
    }

    /// <summary>The number of trained coordinates.</summary>
    public static long ParameterCount(this Module model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.parameters().Sum(static parameter => parameter.numel());
    }

    private static Initializer InitializerOf(Module layer, string parameter)
    {
        if (Chosen.TryGetValue(layer, out Initializer? chosen))
        {
            return parameter == "bias" ? Initializers.Constant(0) : chosen;
        }

        return layer switch
        {
            IInitialValues own => own.InitializerOf(parameter),
            Linear linear => Initializers.UniformByInputs(linear.in_features),
            Convolution convolution => Initializers.UniformByInputs(convolution.in_channels / convolution.groups * convolution.kernel_size[0] * convolution.kernel_size[1]),
            NormBase or TorchSharp.Modules.LayerNorm => Initializers.Constant(parameter == "weight" ? 1 : 0),
            LSTM memory => Initializers.UniformByInputs(memory.get_parameter("weight_hh_l0")!.shape[1]),
            TorchSharp.Modules.Embedding => Initializers.Normal(1),
            _ => throw new NotSupportedException($"There is no rule for the initial values of '{parameter}' of a layer {layer.GetName()}: call {nameof(StartingFrom)}."),
        };
    }

    private static void Fill(Tensor parameter, Initializer initializer, RandomSequence random)
    {
        if (parameter.dtype == ScalarType.Float64)
        {
            foreach (ref double element in MemoryMarshal.Cast<byte, double>(parameter.bytes))
            {
                element = initializer(random);
            }
        }
        else
        {
            foreach (ref float element in MemoryMarshal.Cast<byte, float>(parameter.bytes))
            {
                element = (float)initializer(random);
            }
        }
    }
}

/// <summary>A module with parameters of its own that says how they start.</summary>
internal interface IInitialValues
{
    /// <summary>Draws an element of a parameter.</summary>
    /// <param name="parameter">The parameter's name within the module.</param>
    Initializer InitializerOf(string parameter);
}
