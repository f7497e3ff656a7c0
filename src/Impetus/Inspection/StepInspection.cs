using Impetus.Wrappers;

namespace Impetus.Inspection;

/// <summary>
/// Takes steps of an optimizer and measures what they do: norms, step sizes, the scalars of the memory, the β of maximum
/// variation averaging, the agreement of a critical buffer; over all parameters and for each by itself.
/// </summary>
/// <example>
/// <code>
/// using StepInspection inspection = new(optimizer);
/// optimizer.Step(evaluate);                             // most steps
/// StepReport report = inspection.Step(evaluate);        // one that is looked at
/// Console.WriteLine($"{report.Total.AverageStepSize}, {report.Tensors["weight"].GradientNorm}");
/// </code>
/// </example>
/// <remarks>
/// The steps are the optimizer's own, to the last bit; a step that is not taken through an inspection costs nothing. An
/// inspected one reads everything several times over, on one thread. The inspection keeps two copies of the parameters,
/// and of maximum variation averaging the state before the step. Of bfloat16 parameters it measures the master weights.
/// The optimizer stays the caller's to dispose of.
/// </remarks>
public sealed class StepInspection : IDisposable
{
    private readonly Optimizer _optimizer;
    private readonly Movement _movement;
    private readonly Dictionary<Optimizer, RuleInspection> _rules = [];

    /// <summary>Makes ready to inspect steps. Distances are measured from where the parameters are now.</summary>
    /// <param name="optimizer">The optimizer, with all its wrappers.</param>
    /// <exception cref="NotSupportedException">Its steps are divided among processes.</exception>
    public StepInspection(Optimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        if (optimizer.Parameters.Shard is not null)
        {
            throw new NotSupportedException("A step that is divided among processes cannot be inspected: no process has all of the state.");
        }

        _optimizer = optimizer;
        _movement = new Movement(RuleOf(optimizer).Parameters);
    }

    /// <summary>Moves all parameters once, by the gradients as they stand.</summary>
    /// <inheritdoc cref="Step(double)"/>
    public StepReport Step() => Step(double.NaN);

    /// <summary>Moves all parameters once, as <see cref="Optimizer.Step(double)"/> does.</summary>
    /// <param name="loss">The loss at the parameters as they stand; NaN if it is not known.</param>
    /// <exception cref="NonFiniteGradientException">A gradient is not finite, and the policy is to throw.</exception>
    /// <exception cref="InvalidOperationException">The step needs a closure, or has too many coordinates for a distribution of β.</exception>
    /// <exception cref="ObjectDisposedException">The optimizer was disposed.</exception>
    public StepReport Step(double loss) => Inspect(() =>
    {
        _optimizer.Step(loss);
        return loss;
    });

    /// <summary>Evaluates the gradient as often as the rule asks for, and moves all parameters once.</summary>
    /// <param name="evaluate">Fills in the gradients at the parameters as they stand, afresh, and gives the loss.</param>
    /// <exception cref="NonFiniteGradientException">A gradient is not finite, and the policy is to throw.</exception>
    /// <exception cref="InvalidOperationException">There are too many coordinates for a distribution of β.</exception>
    /// <exception cref="ObjectDisposedException">The optimizer was disposed.</exception>
    public StepReport Step(Func<double> evaluate) => Inspect(() => _optimizer.Step(evaluate));

    /// <inheritdoc/>
    public void Dispose()
    {
        _movement.Dispose();
        foreach (RuleInspection rule in _rules.Values)
        {
            rule.Dispose();
        }
    }

    /// <summary>The optimizer that takes the next step, beneath all wrappers.</summary>
    private static Optimizer RuleOf(Optimizer optimizer) => optimizer switch
    {
        Switch wrapper => RuleOf(wrapper.Ready()),
        OptimizerWrapper wrapper => RuleOf(wrapper.Inner),
        _ => optimizer,
    };

    private StepReport Inspect(Func<double> step)
    {
        Optimizer rule = RuleOf(_optimizer);
        if (!_rules.TryGetValue(rule, out RuleInspection? inspection))
        {
            inspection = _rules[rule] = new RuleInspection(rule, _movement);
        }

        inspection.Begin();
        _movement.Begin();
        long before = rule.StepCount;
        double loss = step();
        bool isTaken = rule.StepCount > before;
        (StepQuantities total, Dictionary<string, StepQuantities> tensors) = inspection.Measure(isTaken);
        return new StepReport(_optimizer.StepCount, isTaken, loss, total, tensors);
    }
}
