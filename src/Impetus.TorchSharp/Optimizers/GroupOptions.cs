using System.Globalization;
using Impetus.Algebra;

namespace Impetus.Torch;

/// <summary>A group's hyper-parameters under PyTorch's names, and those of the group that is stepped.</summary>
internal sealed class GroupOptions
{
    private readonly ImpetusOptimizer.Options _options;
    private readonly ParameterGroup _group;
    private Values _values;

    public GroupOptions(ImpetusOptimizer.Options options, ParameterGroup group)
    {
        (_options, _group) = (options, group);
        _values = ValuesOf(group.Memory, group.Scaling);
    }

    /// <summary>Forwards what has changed.</summary>
    public void Forward()
    {
        _group.LearningRate = _options.LearningRate!.Value;
        if (_group.WeightDecay != _options.weight_decay)
        {
            _group.WeightDecay = _options.weight_decay ?? 0;
        }

        Set(_options, _values);
    }

    /// <summary>Takes over what a loaded state has brought.</summary>
    public void Fetch()
    {
        _values = ValuesOf(_group.Memory, _group.Scaling);
        _options.LearningRate = _group.LearningRate;
        _options.weight_decay = _group.WeightDecay;
        _options.beta1 = _values.Coefficient?.Number ?? _options.beta1;    // a rule without momentum may be given one
        _options.beta2 = _values.SecondCoefficient?.Number;
        _options.eps = _values.Epsilon?.Number;
    }

    /// <summary>The hyper-parameters of two parts that PyTorch's users know by name.</summary>
    public static Values ValuesOf(MemoryOptions memory, ScalingOptions scaling)
    {
        IReadOnlyList<OptionDescription> all = OptionDescription.OfParts(memory, scaling);
        return new(Find("beta1", "momentum"), Find("beta2"), Find("eps"), all);

        Value? Find(params string[] keys) => all.FirstOrDefault(option => keys.Contains(option.Key)) is { } option ? new(option) : null;
    }

    /// <summary>Gives two parts the hyper-parameters of a group.</summary>
    /// <exception cref="ArgumentException">The group has one that the parts do not have.</exception>
    public static void Set(ImpetusOptimizer.Options options, MemoryOptions memory, ScalingOptions scaling)
    {
        Values values = ValuesOf(memory, scaling);
        Set(options, values);
        foreach ((string key, string text) in options.Others)
        {
            OptionDescription? option = values.All.FirstOrDefault(option => option.Key == key);
            if (option is not null)
            {
                option.Set(text);
            }
            else if (text is not ("false" or "0"))
            {
                throw new ArgumentException($"A parameter group asks for {key}={text}, which this optimizer does not have.");
            }
        }
    }

    private static void Set(ImpetusOptimizer.Options options, in Values values)
    {
        Set("beta1 or momentum", values.Coefficient, options.beta1);
        Set("beta2", values.SecondCoefficient, options.beta2);
        Set("eps", values.Epsilon, options.eps);
    }

    private static void Set(string name, Value? value, double? number)
    {
        if (number is not { } wanted || (wanted == 0 && value is null) || wanted.Equals(value?.Number))
        {
            return;
        }

        if (value is null)
        {
            // A group of TorchSharp has all of its optimizer's hyper-parameters, asked for or not.
            throw new ArgumentException($"This optimizer has no {name}.");
        }

        // TorchSharp's CyclicLR takes the momentum to 1 itself, which is no memory that ends: the nearest that does.
        value.Number = wanted == 1 ? Math.BitDecrement(1.0) : wanted;
    }

    /// <summary>The options that stand for β₁ or β, β₂ and ε; null where a rule has none.</summary>
    internal readonly record struct Values(Value? Coefficient, Value? SecondCoefficient, Value? Epsilon, IReadOnlyList<OptionDescription> All);

    /// <summary>A number among the options, read once: descriptions go through text and reflection.</summary>
    internal sealed class Value(OptionDescription option)
    {
        public double Number
        {
            get;
            set
            {
                option.Set(value.ToString("R", CultureInfo.InvariantCulture));
                field = value;
            }
        } = double.Parse(option.Value, CultureInfo.InvariantCulture);
    }
}
