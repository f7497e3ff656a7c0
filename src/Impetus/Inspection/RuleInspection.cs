using Impetus.Scalings;

namespace Impetus.Inspection;

/// <summary>What is measured of the rule that takes a step, beneath all wrappers.</summary>
internal sealed class RuleInspection : IDisposable
{
    private readonly Optimizer _rule;
    private readonly Movement _movement;
    private readonly VariationDecays? _decays;
    private readonly int[] _groupOf;

    /// <summary>Measures steps of a rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="movement">Where its parameters were.</param>
    public RuleInspection(Optimizer rule, Movement movement)
    {
        _rule = rule;
        _movement = movement;
        _decays = rule.Options.ScalingPart is MaximumVariation.Options ? new VariationDecays(rule) : null;
        _groupOf = rule.Groups.IndicesOf(rule.Parameters);
    }

    /// <summary>Keeps what a step will change.</summary>
    public void Begin() => _decays?.Begin();

    /// <summary>Measures the step that was taken, or not.</summary>
    public (StepQuantities Total, Dictionary<string, StepQuantities> Tensors) Measure(bool isTaken)
    {
        ParameterSet parameters = _rule.Parameters;
        bool[] moves = [.. parameters.Select((parameter, index) => parameter.HasGradient && !GroupOf(index).IsFrozen)];
        MovementSums[] sums = [.. moves.Select((isMoved, index) => _movement.Measure(index, isMoved, Retained(index, isTaken && isMoved)))];
        (Quantiles?[] decays, Quantiles? decay) = isTaken && _decays is not null ? _decays.Measure(_movement, moves) : (new Quantiles?[moves.Length], null);
        CriticalBufferReader buffer = new(_rule);

        Dictionary<string, StepQuantities> tensors = Enumerable.Range(0, parameters.Count).ToDictionary(
            index => parameters[index].Name,
            index => Quantities(sums[index], ScalarsOf(index), decays[index], buffer.OfParameter(index)));
        MovementSums total = sums.Aggregate(default(MovementSums), (left, right) => left + right);
        return (Quantities(total, new(_rule.Telemetry), decay, buffer.OfAll()), tensors);
    }

    public void Dispose() => _decays?.Dispose();

    private static StepQuantities Quantities(MovementSums sums, Dictionary<string, double> scalars, Quantiles? decay, BufferAgreement? buffer)
        => new(sums.GradientNorm, sums.UpdateNorm, sums.Distance, sums.AverageStepSize, scalars, decay, buffer);

    private ParameterGroup GroupOf(int parameter) => _rule.Groups[_groupOf[parameter]];

    private Dictionary<string, double> ScalarsOf(int parameter)
        => _rule.Telemetry.Names.ToDictionary(name => name, name => _rule.Telemetry.Of(name, parameter));

    /// <summary>1 − ημ where decoupled decay shrank the parameter in this step, 1 / (1 + ημ) where proximal decay did.</summary>
    private double Retained(int parameter, bool isMoved)
    {
        DecayMode mode = _rule.Options.DecayMode;
        double rate = GroupOf(parameter).LearningRate, decay = GroupOf(parameter).WeightDecay;
        return isMoved && mode != DecayMode.Coupled ? 1 - mode.Rate(rate, decay) * decay : 1;
    }
}
