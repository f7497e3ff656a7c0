using Impetus.Algebra;
using Impetus.Checkpoints;
using Impetus.Memories;

namespace Impetus.Wrappers;

/// <summary>
/// Takes the first n steps with one optimizer and all others with another, which inherits the momentum, and the scaling if
/// both have the same kind (Malviya et al. 2024, Section 4.4: torque-aware momentum as a warm-up phase). A scaling that the
/// first optimizer did not have starts at the switch, and so does its bias correction.
/// </summary>
public sealed class Switch : OptimizerWrapper
{
    private readonly Optimizer _first;
    private readonly long _steps;
    private readonly double _ratio;
    private readonly bool _startsScaling;

    /// <summary>Switches between two optimizers of the same parameters, which it owns from now on.</summary>
    /// <param name="first">Takes the first steps.</param>
    /// <param name="then">Takes all others.</param>
    /// <param name="steps">How many steps the first takes, from 0.</param>
    /// <exception cref="ArgumentException">The optimizers train different parameters.</exception>
    public Switch(Optimizer first, Optimizer then, long steps)
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
        _startsScaling = then.StartsScalingAfter(first);
        _ratio = then.LearningRate > 0 ? first.LearningRate / then.LearningRate : 1;
    }

    /// <summary>The optimizer that takes the next step.</summary>
    public Optimizer Current => HasSwitched ? Inner : _first;

    /// <inheritdoc/>
    public override long StepCount => Current.StepCount;

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
            _first.LearningRate = value * _ratio;
            Inner.LearningRate = value;
        }
    }

    private bool HasSwitched => Inner.StepCount > 0 || _first.StepCount >= _steps;

    /// <inheritdoc/>
    public override void Step(double loss) => Ready().Step(loss);

    /// <inheritdoc/>
    public override double Step(Func<double> evaluate) => Ready().Step(evaluate);

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

    /// <summary>The optimizer that takes the next step, with all that it inherits.</summary>
    internal Optimizer Ready()
    {
        if (HasSwitched && Inner.StepCount == 0 && _first.StepCount > 0)
        {
            Inner.Inherit(_first);
        }

        if (HasSwitched)
        {
            // Set at every step, as a state that was loaded may have switched elsewhere.
            Inner.StartScalingAfter(_startsScaling ? _first.StepCount : 0);
        }

        return Current;
    }

    /// <summary>Options of the switch.</summary>
    public sealed record Settings : WrapperOptions
    {
        /// <inheritdoc/>
        public override string Name => "switch";

        /// <inheritdoc/>
        public override string Summary => "Takes the first n steps with one optimizer and all others with another, which inherits the momentum. Use it for a warm-up phase, such as torque-aware momentum before sgdm; between these two the learning rate follows the paper's rule.";

        /// <inheritdoc/>
        public override IReadOnlyList<string> Equations => ["t ≤ n: step of the first optimizer", "t > n: step of the second, from the first one's momentum"];

        /// <summary>n, from 1: how many steps the first optimizer takes.</summary>
        [Option("steps", OptionRange.Count, "n, how many steps the first optimizer takes")]
        public int Steps { get; set => field = Count(value); } = 1000;

        /// <summary>The name of the first optimizer. Its learning rate follows from the other's, by Eq. 6 where one of both is torque-aware.</summary>
        [Option("first", OptionRange.Choice, "the name of the optimizer that takes the first steps")]
        public string First { get; set; } = "tam";

        /// <inheritdoc/>
        public override Optimizer Wrap(Optimizer inner)
        {
            OptimizerOptions first = OptimizerSpecification.Parse(First).Options();
            first.LearningRate = TransferredRate(inner, first);
            first.Threads = inner.Options.Threads;
            first.NonFinite = inner.Options.NonFinite;
            return new Switch(Optimizers.Create(inner.Parameters, first), inner, Steps);
        }

        internal override void Validate() => _ = OptimizerSpecification.Parse(First);

        private static double TransferredRate(Optimizer inner, OptimizerOptions first) => (first.MemoryPart, inner.Options.MemoryPart) switch
        {
            (TorqueAware.Options torque, HeavyBall.Options ball) => LearningRateTransfer.ToTorqueAware(inner.LearningRate, torque.Momentum, ball.Momentum),
            (HeavyBall.Options ball, TorqueAware.Options torque) => inner.LearningRate / LearningRateTransfer.ToTorqueAware(1, torque.Momentum, ball.Momentum),
            _ => inner.LearningRate,
        };
    }
}
