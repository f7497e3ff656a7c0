using System.Globalization;
using Impetus.Algebra;
using Impetus.Checkpoints;

namespace Impetus.Wrappers;

/// <summary>
/// An optimizer whose hyper-parameters follow schedules, as its learning rate does with <see cref="ParameterGroup.Schedule"/>: momentum and
/// other decays, weight decay, the radius of <c>sam</c>. Before every step each is set to what its schedule gives.
/// </summary>
/// <remarks>
/// Schedules are functions of the step, so there is nothing to save; a state holds what the hyper-parameters were before the first step. Beside
/// a <see cref="Switch"/>, they are those of the second optimizer.
/// </remarks>
/// <example>
/// <code>
/// using Optimizer optimizer = new ScheduledHyperparameters(
///     Optimizers.Create(parameters, "sam+adamw"),
///     new Dictionary&lt;string, Schedule&gt; { ["beta1"] = Schedules.Linear(0.95, 0.85, 1000), ["sam.rho"] = Schedules.Cosine(0.1, 0, 1000) });
/// </code>
/// </example>
public sealed class ScheduledHyperparameters : OptimizerWrapper
{
    private readonly (Schedule Schedule, Action<double>[] Set)[] _courses;
    private readonly (OptionDescription Option, string Value)[] _before;

    /// <summary>Puts schedules around an optimizer, which it owns from now on.</summary>
    /// <param name="inner">The optimizer, with its wrappers.</param>
    /// <param name="schedules">
    /// Schedules by hyper-parameter, as specifications spell them. Those of the optimizer hold for all its groups; that of a wrapper is
    /// <c>wrapper.key</c>, or <c>key</c> alone where the optimizer has none of the name.
    /// </param>
    /// <exception cref="ArgumentException">The optimizer has no such hyper-parameter, or it is none that can change between steps.</exception>
    public ScheduledHyperparameters(Optimizer inner, IReadOnlyDictionary<string, Schedule> schedules)
        : base(inner, inner.Parameters)
    {
        ArgumentNullException.ThrowIfNull(schedules);
        (OptionDescription[] Options, Schedule Schedule)[] found = [.. schedules.Select(pair => (Find(inner, pair.Key), pair.Value))];
        _courses = [.. found.Select(static pair => (pair.Schedule, pair.Options.Select(static option => option.Setter!).ToArray()))];
        _before = [.. found.SelectMany(static pair => pair.Options).Select(static option => (option, option.Value))];
    }

    /// <inheritdoc/>
    public override void Step(double loss)
    {
        Apply();
        Inner.Step(loss);
    }

    /// <inheritdoc/>
    public override double Step(Func<double> evaluate)
    {
        Apply();
        return Inner.Step(evaluate);
    }

    /// <summary>What a hyper-parameter of an optimizer is now; that of the first group.</summary>
    /// <exception cref="ArgumentException">The optimizer has no such hyper-parameter, or it is none that can change between steps.</exception>
    public static double ValueOf(Optimizer optimizer, string key) => double.Parse(Find(optimizer, key)[0].Value, CultureInfo.InvariantCulture);

    // Wrappers refuse a state that was saved with other options than they have.
    internal override void Describe(StateSchema schema)
    {
        foreach ((OptionDescription option, string value) in _before)
        {
            option.Set(value);
        }

        base.Describe(schema);
    }

    private void Apply()
    {
        long step = StepCount;
        foreach ((Schedule schedule, Action<double>[] set) in _courses)
        {
            double value = schedule(step);
            foreach (Action<double> each in set)
            {
                each(value);
            }
        }
    }

    private static OptionDescription[] Find(Optimizer optimizer, string key)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        OptionDescription[] own = [.. optimizer.Groups.Where(static group => !group.IsFollower).SelectMany(static group => group.Describe()).Where(option => option.Key == key || option.Alias == key)];
        OptionDescription[] found = own.Length > 0 ? own : [.. OfWrappers(optimizer).Where(pair => pair.Key == key || pair.Option.Key == key).Select(static pair => pair.Option)];
        string[] known = [.. optimizer.Groups[0].Describe().Where(IsContinuous).Select(static option => option.Key).Skip(1), .. OfWrappers(optimizer).Where(static pair => IsContinuous(pair.Option)).Select(static pair => pair.Key)];
        return key == "lr" ? throw new ArgumentException("The learning rate has a schedule of its own: set that of the groups.")
            : found.Length == 0 ? throw new ArgumentException($"The optimizer has no hyper-parameter '{key}' that could follow a schedule.{Suggestion.For(key, known)} It has: {string.Join(", ", known)}.")
            : found.All(IsContinuous) ? found
            : throw new ArgumentException($"'{key}' is no number that could change from step to step; these are: {string.Join(", ", known)}.");
    }

    private static bool IsContinuous(OptionDescription option) => option.Setter is not null;

    private static IEnumerable<(string Key, OptionDescription Option)> OfWrappers(Optimizer optimizer)
    {
        for (; optimizer is OptimizerWrapper wrapper; optimizer = wrapper.Inner)
        {
            if (wrapper.Settings is { } settings)
            {
                foreach (OptionDescription option in OptionDescription.OfPart(settings))
                {
                    yield return ($"{settings.Name}.{option.Key}", option);
                }
            }
        }
    }
}
