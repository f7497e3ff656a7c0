using System.Globalization;
using Impetus.Algebra;

namespace Impetus.Lab.Comparisons.Combinations;

/// <summary>A point of the algebra, with all options at their defaults but the learning rate.</summary>
/// <param name="Memory">The memory's name.</param>
/// <param name="Scaling">The scaling's name.</param>
/// <param name="ScalesFirst">Whether the scaling comes first.</param>
internal sealed record Combination(string Memory, string Scaling, bool ScalesFirst)
{
    /// <summary>The name of a part that does nothing.</summary>
    public const string Nothing = "none";

    /// <summary>The combination as a specification has it.</summary>
    public string Name => $"{Memory}*{Scaling}{(ScalesFirst ? "*scale-first" : "")}";

    /// <summary>The named optimizers that have these parts, in whatever form.</summary>
    public IReadOnlyList<string> Names => [.. OptimizerRegistry.All.Where(HasTheseParts).Select(definition => definition.Name)];

    /// <summary>Whether a part of it is from one of the four papers.</summary>
    public bool IsOfThePapers => Memory is "torque-aware" or "critical-momenta" or "critical-gradients" or "adaptive-memory" || Scaling == "maximum-variation";

    /// <summary>The scaling with its order, as one factor: <c>none</c>, <c>second-moment</c>, <c>second-moment*scale-first</c>, ….</summary>
    public string Arrangement => Name[(Memory.Length + 1)..];

    /// <summary>The optimizer with a learning rate.</summary>
    public OptimizerSpecification With(double rate) => OptimizerSpecification.Parse(string.Create(CultureInfo.InvariantCulture, $"{Name}:lr={rate}"));

    /// <summary>The scalings that go with every memory, so that their effects can be told apart; the others stand where a name has them.</summary>
    private static readonly string[] CommonScalings = [Nothing, "second-moment", "maximum-variation", "bounded-second-moment"];

    /// <summary>
    /// Every memory with every common scaling in both orders, as far as the algebra has them, and every other point that has a name.
    /// </summary>
    /// <returns>The combinations, and those that are refused with the reason.</returns>
    public static (IReadOnlyList<Combination> All, IReadOnlyList<(Combination Combination, string Reason)> Refusals) Enumerate()
    {
        List<Combination> all = [];
        List<(Combination, string)> refusals = [];
        foreach (Combination combination in OptimizerRegistry.Memories.SelectMany(Of).Concat(NamedElsewhere))
        {
            try
            {
                OptimizerSpecification.Parse(combination.Name);
                all.Add(combination);
            }
            catch (FormatException refusal)
            {
                refusals.Add((combination, refusal.Message));
            }
        }

        return (all, refusals);
    }

    private static IEnumerable<Combination> NamedElsewhere => OptimizerRegistry.All
        .Where(definition => !CommonScalings.Contains(definition.Scaling))
        .Select(definition => new Combination(definition.Memory, definition.Scaling, definition.Order == "scale-first"));

    // Without a scaling there is but one order.
    private static IEnumerable<Combination> Of(MemoryOptions memory) => CommonScalings.SelectMany(scaling =>
    {
        Combination plain = new(memory.Name, scaling, false);
        return scaling == Nothing ? [plain] : (Combination[])[plain, plain with { ScalesFirst = true }];
    });

    private bool HasTheseParts(OptimizerDefinition definition)
        => definition.Memory == Memory && definition.Scaling == Scaling && (definition.Order == "scale-first") == ScalesFirst;
}
