namespace Impetus;

/// <summary>What parameters of one group must have in common to be moved with the same scalars.</summary>
/// <param name="Rule">Which of the rules moves them.</param>
/// <param name="Layer">Their layer, where the learning rate falls from layer to layer; else the last.</param>
/// <param name="IsExempt">Whether weight decay leaves them alone.</param>
internal readonly record struct ParameterDivision(int Rule, int Layer, bool IsExempt)
{
    /// <summary>The division of a parameter.</summary>
    public static ParameterDivision Of(OptimizerOptions options, Parameter parameter, LayerOrder layers)
    {
        int rule = options.RuleOf(parameter);
        if (rule < 0)
        {
            throw new ArgumentException($"Parameter '{parameter.Name}' belongs to none of the groups: add one for it, or else:(...) behind them.");
        }

        OptimizerOptions own = options.Rules[rule].Options;
        bool isExempt = parameter.Shape.Length < 2 && (options.NoDecay == DecayExemption.Vectors || own.NoDecay == DecayExemption.Vectors);
        return new(rule, LayerDecay(options, own) < 1 ? layers[parameter] : layers.Last, isExempt);
    }

    /// <summary>By how much the learning rate is smaller than in the last layer.</summary>
    public double Factor(OptimizerOptions options, LayerOrder layers) => Math.Pow(LayerDecay(options, options.Rules[Rule].Options), layers.Last - Layer);

    private static double LayerDecay(OptimizerOptions options, OptimizerOptions own) => options.LayerDecay * (ReferenceEquals(options, own) ? 1 : own.LayerDecay);
}

/// <summary>One of the rules that move the parameters of a group.</summary>
/// <param name="Name">What the group of its parameters is called; empty for the name of the whole group.</param>
/// <param name="Options">Its options.</param>
internal sealed record NamedRule(string Name, OptimizerOptions Options)
{
    /// <summary>Refuses a rule that asks for what only the whole optimizer can have.</summary>
    /// <exception cref="ArgumentException">It has clipping or groups, or its options contradict each other.</exception>
    public void Refuse() => new ParameterGroupOptions(Name) { Rule = Options }.RefuseRule();
}

/// <summary>A learning rate that follows another in the ratio in which both were made.</summary>
/// <param name="Own">The rate that follows, as it was made.</param>
/// <param name="Other">The rate that it follows, as it was made.</param>
internal readonly record struct RateShare(double Own, double Other)
{
    /// <summary>What follows when the other is <paramref name="rate"/>.</summary>
    public double At(double rate) => Own == Other || Other == 0 ? rate : rate == Other ? Own : rate / Other * Own;
}
