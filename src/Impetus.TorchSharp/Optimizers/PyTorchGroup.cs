using System.Collections;
using Impetus.Memories;
using Impetus.Scalings;
using static TorchSharp.torch;

namespace Impetus.Torch;

/// <summary>A parameter group as PyTorch's <c>state_dict</c> has it. Its optimizers take it as it is: what it lacks, they lack.</summary>
internal static class PyTorchGroup
{
    /// <summary>A group as PyTorch writes it.</summary>
    /// <param name="rule">The options that the optimizer was made with.</param>
    /// <param name="options">Those of the group.</param>
    /// <param name="members">The numbers of its parameters.</param>
    /// <param name="names">Their names.</param>
    public static Dictionary<object, object> Write(OptimizerOptions rule, ImpetusOptimizer.Options options, ArrayList members, ArrayList names)
    {
        Dictionary<object, object> group = new()
        {
            ["lr"] = options.LearningRate!.Value,
            ["weight_decay"] = options.weight_decay ?? 0,
            ["maximize"] = options.maximize ?? false,
            ["params"] = members,
            ["param_names"] = names,
        };
        if (rule.MemoryPart is not (HeavyBall.Options or NoMemory.Options) && options is { beta1: { } beta1, beta2: { } beta2 })
        {
            group["betas"] = new object[] { beta1, beta2 };
        }
        else
        {
            group["momentum"] = options.beta1 ?? 0;
            if (options.beta2 is { } alpha)
            {
                group["alpha"] = alpha;
            }
        }

        if (options.eps is { } eps)
        {
            group["eps"] = eps;
        }

        foreach ((string key, object value) in Fixed(rule))
        {
            group[key] = value;
        }

        return group;
    }

    // What is settled when the optimizer is made.
    private static IEnumerable<(string Key, object Value)> Fixed(OptimizerOptions rule) => (rule.MemoryPart, rule.ScalingPart) switch
    {
        (HeavyBall.Options or NoMemory.Options, SecondMoment.Options) => [("centered", false)],
        (HeavyBall.Options ball, _) => [("dampening", ball.Dampening), ("nesterov", ball.Nesterov)],
        (NoMemory.Options, _) => [("dampening", 0.0), ("nesterov", false)],
        (ExponentialAverage.Options, SecondMoment.Options moment) => [("amsgrad", moment.AmsGrad)],
        _ => [],
    };

    /// <summary>Refuses a group that was made with other flags than the optimizer.</summary>
    /// <exception cref="InvalidDataException">It was; the message names the flag.</exception>
    public static void RequireSame(OptimizerOptions rule, int group, IDictionary given)
    {
        foreach ((string key, object own) in Fixed(rule))
        {
            if (given[key] is { } value && Convert.ToDouble(value) != Convert.ToDouble(own))
            {
                throw new InvalidDataException($"Group {group} of the state has {key}={value}, this optimizer {key}={own}: make it with the state's.");
            }
        }
    }

    /// <summary>Takes over the hyper-parameters of a group.</summary>
    public static void Read(IDictionary group, ImpetusOptimizer.Options options)
    {
        options.LearningRate = Number("lr") ?? options.LearningRate;
        options.InitialLearningRate = Number("initial_lr") ?? options.LearningRate!.Value;
        options.weight_decay = Number("weight_decay") ?? options.weight_decay;
        options.maximize = group["maximize"] as bool? ?? options.maximize;
        object[]? betas = (group["betas"] as IEnumerable)?.Cast<object>().ToArray();
        options.beta1 = options.beta1 is null ? null : betas is not null ? Convert.ToDouble(betas[0]) : Number("momentum") ?? options.beta1;
        options.beta2 = options.beta2 is null ? null : betas is not null ? Convert.ToDouble(betas[1]) : Number("alpha") ?? options.beta2;
        options.eps = options.eps is null ? null : Number("eps") ?? options.eps;

        double? Number(string key) => group[key] switch
        {
            null => null,
            Tensor tensor => tensor.to(ScalarType.Float64).item<double>(),
            { } value => Convert.ToDouble(value),
        };
    }
}
