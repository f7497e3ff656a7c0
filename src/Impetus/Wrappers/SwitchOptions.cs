using Impetus.Algebra;
using Impetus.Memories;

namespace Impetus.Wrappers;

/// <summary>Options of the switch.</summary>
public sealed record SwitchOptions : WrapperOptions
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

    /// <summary>
    /// The specification of the first optimizer, in parentheses where it has commas or wrappers. A learning rate that it does not name
    /// follows from the other's, by Eq. 6 where one of both is torque-aware.
    /// </summary>
    [Option("first", OptionRange.Choice, "the optimizer that takes the first steps; in parentheses where it has commas or wrappers")]
    public string First { get; set => field = value is ['(', .. string inside, ')'] ? inside.Trim() : value; } = "tam";

    /// <summary>Whether the second optimizer starts anew, without the momentum of the first.</summary>
    [Option("fresh", OptionRange.Choice, "whether the second optimizer starts anew, without the momentum of the first")]
    public bool Fresh { get; set; }

    /// <inheritdoc/>
    public override bool NeedsClosure => OptimizerSpecification.Parse(First).Wrappers.Any(wrapper => wrapper.NeedsClosure);

    /// <summary>Stands inside all others, so that these reach whichever optimizer is at work.</summary>
    internal override bool IsInnermost => true;

    /// <inheritdoc/>
    public override Optimizer Wrap(Optimizer inner)
    {
        OptimizerSpecification specification = OptimizerSpecification.Parse(First);
        Optimizer first = specification.Create(inner.Parameters, options =>
        {
            options.LearningRate = specification.Names("lr") ? options.LearningRate : TransferredRate(inner, options);
            options.Threads = inner.Options.Threads;
            options.NonFinite = inner.Options.NonFinite;
            if (options.ClipNorm is null && options.ClipValue is null)
            {
                (options.ClipNorm, options.ClipValue) = (inner.Options.ClipNorm, inner.Options.ClipValue);
            }

            double ratio = Switch.Ratio(options.LearningRate, inner.Options.LearningRate);
            options.Groups = [.. inner.Options.Groups.Select(group => group with { LearningRate = group.LearningRate * ratio, Schedule = null, Memory = null, Scaling = null })];
        });
        return new Switch(first, inner, Steps, Fresh);
    }

    /// <inheritdoc/>
    protected internal override void Validate() => _ = OptimizerSpecification.Parse(First);

    private static double TransferredRate(Optimizer inner, OptimizerOptions first) => (first.MemoryPart, inner.Options.MemoryPart) switch
    {
        (TorqueAware.Options torque, HeavyBall.Options ball) => LearningRateTransfer.ToTorqueAware(inner.LearningRate, torque.Momentum, ball.Momentum),
        (HeavyBall.Options ball, TorqueAware.Options torque) => inner.LearningRate / LearningRateTransfer.ToTorqueAware(1, torque.Momentum, ball.Momentum),
        _ => inner.LearningRate,
    };
}
