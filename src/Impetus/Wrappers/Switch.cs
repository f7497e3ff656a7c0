using Impetus.Checkpoints;

namespace Impetus.Wrappers;

/// <summary>
/// Takes the first n steps with one optimizer and all others with another, which inherits the momentum, and the scaling if
/// both have the same kind (Malviya et al. 2024, Section 4.4: torque-aware momentum as a warm-up phase). A scaling that the
/// first optimizer did not have starts at the switch, and so does its bias correction. Or it starts anew altogether.
/// </summary>
/// <remarks>
/// <see cref="Optimizer.Groups"/> are those of the second optimizer. Where the first has the same groups, they hold for both: what is
/// frozen, schedules, and learning rates, in the ratio in which both optimizers were made.
/// </remarks>
public sealed class Switch : OptimizerWrapper
{
    private readonly Optimizer _first;
    private readonly long _steps;
    private readonly double[] _ratios;
    private readonly double[] _ratesBefore;    // of the second optimizer's groups, before schedules were applied
    private readonly bool _sharesGroups;
    private readonly bool _startsScaling;
    private readonly bool _isFresh;

    /// <summary>Switches between two optimizers of the same parameters, which it owns from now on.</summary>
    /// <param name="first">Takes the first steps.</param>
    /// <param name="then">Takes all others.</param>
    /// <param name="steps">How many steps the first takes, from 0.</param>
    /// <param name="fresh">Whether the second inherits nothing but the count of steps.</param>
    /// <exception cref="ArgumentException">The optimizers train different parameters.</exception>
    public Switch(Optimizer first, Optimizer then, long steps, bool fresh = false)
        : base(then)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        if (!ReferenceEquals(first.Parameters, then.Parameters))
        {
            throw new ArgumentException("Both optimizers must train the same parameters.", nameof(first));
        }

        _first = first;
        _steps = steps;
        _isFresh = fresh;
        _startsScaling = !fresh && then.StartsScalingAfter(first);
        _sharesGroups = first.Groups.Select(group => group.Name).SequenceEqual(then.Groups.Select(group => group.Name));
        _ratesBefore = new double[then.Groups.Count];
        _ratios = [.. then.Groups.Select((group, index) => Ratio(_sharesGroups ? first.Groups[index].LearningRate : first.LearningRate, group.LearningRate))];
    }

    /// <summary>The optimizer that takes the next step.</summary>
    public Optimizer Current
    {
        get
        {
            if (HasSwitched)
            {
                return Inner;
            }

            ShareGroups();
            return _first;
        }
    }

    /// <inheritdoc/>
    public override long StepCount => (HasSwitched && Inner.StepCount > 0 ? Inner : _first).StepCount;

    /// <inheritdoc/>
    public override long SkippedStepCount => _first.SkippedStepCount + Inner.SkippedStepCount;

    /// <inheritdoc/>
    public override bool NeedsClosure => Inner.NeedsClosure || _first.NeedsClosure;

    /// <inheritdoc/>
    public override int StateBytesPerCoordinate => Inner.StateBytesPerCoordinate + _first.StateBytesPerCoordinate;

    /// <summary>η of the optimizer that takes over; setting it keeps the ratio between the two.</summary>
    public override double LearningRate
    {
        get => Inner.LearningRate;
        set
        {
            Inner.LearningRate = value;
            if (!_sharesGroups)
            {
                _first.LearningRate = value * _ratios[0];
            }
        }
    }

    private bool HasSwitched => Inner.StepCount > 0 || _first.StepCount >= _steps;

    /// <inheritdoc/>
    public override void Step(double loss) => Step(loss, evaluate: null);

    /// <inheritdoc/>
    public override double Step(Func<double> evaluate) => Step(double.NaN, evaluate);

    /// <inheritdoc/>
    public override void Dispose()
    {
        _first.Dispose();
        base.Dispose();
    }

    internal override void Describe(StateSchema schema) => schema.Within("switch", inner =>
    {
        inner.Within("first", _first.Describe);
        Inner.Describe(inner);
    });

    private double Step(double loss, Func<double>? evaluate)
    {
        Optimizer current = Ready();
        try
        {
            if (evaluate is null)
            {
                current.Step(loss);
            }
            else
            {
                loss = current.Step(evaluate);
            }
        }
        catch (NonFiniteGradientException)
        {
            TakeBackRates();
            throw;
        }

        HandOver();
        return loss;
    }

    /// <summary>The optimizer that takes the next step, with all that it inherits.</summary>
    internal Optimizer Ready()
    {
        HandOver();    // of a state that an earlier version saved just before
        if (HasSwitched)
        {
            // Set at every step, as a state that was loaded may have switched elsewhere.
            Inner.StartScalingAfter(_startsScaling ? _first.StepCount : 0);
        }

        return Current;
    }

    /// <summary>After the first optimizer's last step, so that a step of the second that is refused has changed nothing.</summary>
    private void HandOver()
    {
        if (HasSwitched && Inner.StepCount == 0 && _first.StepCount > 0)
        {
            Inner.Inherit(_first, _isFresh);
        }
    }

    /// <summary>Has the first optimizer what was set for the groups.</summary>
    private void ShareGroups()
    {
        for (int group = 0; group < Inner.Groups.Count && _sharesGroups; group++)
        {
            (ParameterGroup from, ParameterGroup to) = (Inner.Groups[group], _first.Groups[group]);
            to.IsFrozen = from.IsFrozen;
            _ratesBefore[group] = from.LearningRate;
            from.LearningRate = from.Schedule?.Invoke(_first.StepCount) ?? from.LearningRate;
            to.LearningRate = from.LearningRate * _ratios[group];
        }
    }

    /// <summary>A step that was refused has applied no schedule.</summary>
    private void TakeBackRates()
    {
        for (int group = 0; group < Inner.Groups.Count && _sharesGroups && !HasSwitched; group++)
        {
            Inner.Groups[group].LearningRate = _ratesBefore[group];
            _first.Groups[group].LearningRate = _ratesBefore[group] * _ratios[group];
        }
    }

    internal static double Ratio(double first, double then) => then > 0 ? first / then : 1;
}
