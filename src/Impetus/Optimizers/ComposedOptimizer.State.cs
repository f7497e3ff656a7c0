using Impetus.Checkpoints;

namespace Impetus;

// What is remembered, how it is put back or taken over, and what is known about the last step.
internal sealed partial class ComposedOptimizer : ITelemetrySource
{
    private const string GradientNorm = "gradient-norm";

    IEnumerable<string> ITelemetrySource.Names
        => [.. _rules.SelectMany(rule => rule.Scalars).Distinct(), .. Options.ClipNorm is null ? (string[])[] : [GradientNorm]];

    double ITelemetrySource.Read(string name)
        => StepCount == 0 ? double.NaN
            : Array.Find(_rules, rule => rule.Scalars.Contains(name)) is { } rule ? rule.Scalar(name)
            : _guard.GradientNorm;

    double ITelemetrySource.Read(string name, int parameter)
        => StepCount == 0 ? double.NaN
            : name == GradientNorm ? _guard.GradientNorm
            : _ruleOf[parameter].Scalar(name, parameter);

    internal override void Describe(StateSchema schema)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        schema.Within(Options.Composition, inner =>
        {
            _rules[0].Describe(inner);
            _cohorts.DescribeSteps(inner);
            inner.AddVector("counters", [StepCount, SkippedStepCount, _cohorts.PreviousLoss, _guard.GradientNorm], static values => values.Take(2).All(StateSchema.IsCount), RestoreCounters);
            _cohorts.DescribeRates(inner);
            foreach (ParameterGroup group in Groups)
            {
                inner.AddOptions(group.Name, group.Describe());
            }

            for (int rule = 1; rule < _rules.Length; rule++)
            {
                // Two rules of the same parts may differ in their scope or their kind of decay.
                int alike = _rules.Take(rule).Count(earlier => earlier.Composition == _rules[rule].Composition);
                inner.Within(alike == 0 ? _rules[rule].Composition : $"{_rules[rule].Composition}-{alike + 1}", _rules[rule].Describe);
            }
        });
    }

    internal override void Inherit(Optimizer other, bool fresh)
    {
        StateSchema mine = new(), theirs = new();
        Describe(mine);
        other.Describe(theirs);
        (bool memory, bool scaling) = fresh ? (false, false) : Inheritance(other);
        HashSet<string> ofScalings = [.. Arrays.Where(array => array.IsOfScaling).Select(array => array.Name)];
        foreach (StateTensor target in mine.Tensors)
        {
            if ((ofScalings.Contains(target.Array) ? scaling : memory)
                && theirs.Tensors.FirstOrDefault(tensor => tensor.Array == target.Array && tensor.Parameter.Name == target.Parameter.Name) is { } source)
            {
                target.CopyFrom(source);
            }
        }

        _cohorts.ContinueFrom(other.StepCount, counts: memory || scaling);
    }

    internal override bool StartsScalingAfter(Optimizer other) => Inheritance(other) is (Memory: true, Scaling: false);

    internal override void StartScalingAfter(long step)
    {
        foreach (Rule rule in _rules)
        {
            rule.StartScalingAfter(step);
        }
    }

    private IEnumerable<(string Name, bool IsOfScaling)> Arrays => _rules.SelectMany(rule => rule.Arrays);

    // An array of a scaling means the same only to another of the same kind; that of a memory is the momentum in any.
    private (bool Memory, bool Scaling) Inheritance(Optimizer other)
    {
        StateSchema theirs = new();
        other.Describe(theirs);
        return (
            Arrays.Any(array => !array.IsOfScaling && theirs.Tensors.Any(tensor => tensor.Array == array.Name)),
            Options.ScalingPart.Name != "none" && Options.ScalingPart.Name == other.Options.ScalingPart.Name);
    }

    private void RestoreCounters(double[] values)
    {
        _cohorts.Restore((long)values[0], values[2]);
        _guard.SkippedStepCount = (long)values[1];
        _guard.GradientNorm = values[3];
    }
}
