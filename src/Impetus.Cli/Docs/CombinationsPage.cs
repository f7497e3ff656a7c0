using Impetus.Algebra;

namespace Impetus.Cli.Docs;

/// <summary>The page about the parts, and about optimizers that have no name.</summary>
internal static class CombinationsPage
{
    /// <summary>Writes the page.</summary>
    public static string Write(IReadOnlyList<MemoryOptions> memories, IReadOnlyList<ScalingOptions> scalings) => $"""
        {Markdown.Heading("Combinations")}
        A memory and a scaling, in either order, make an optimizer:

        {Markdown.Code("text", "memory*scaling[:key=value,...]", "memory*scaling*scale-first[:key=value,...]")}
        For example `torque-aware*maximum-variation:gamma=0.95`, or in C#

        {Markdown.Code("csharp", "Optimizers.Create(parameters, \"torque-aware*maximum-variation:gamma=0.95\");", "Optimizers.Create(parameters, new OptimizerOptions<TorqueAware.Options, MaximumVariation.Options>(new(), new()));")}
        On the command line it needs quotes:

        {Markdown.Code("sh", "./impetus compare --optimizers 'torque-aware*maximum-variation:gamma=0.95,adamw'")}
        One step is

        {Markdown.Code("text", "g ← g + μθ                    coupled weight decay", "d = memory(g), P = scaling(g)", "θ ← (1 − ημ)θ − ηd / P        decoupled weight decay: the factor (1 − ημ)")}
        By default the memory comes first, as in Adam. With `scale-first` it takes in g / P and gives the step, as in LaProp. What a
        memory aggregates (M or G below) is what the scaling observes in place of g. A combination has the default options of its
        parts, decoupled weight decay, and a learning rate of 0.001 with a scaling or 0.1 without. Where a part is used in two
        forms, such as with and without bias correction, it takes the form that the paper pairs with the kind of scaling.
        {Refusals(memories, scalings)}

        ## Memories

        {string.Concat(memories.Select(memory => Part(memory.Name, memory.Equations, OptionDescription.OfPart(memory))))}
        ## Scalings

        {string.Concat(scalings.Select(scaling => Part(scaling.Name, scaling.Equations("g"), OptionDescription.OfPart(scaling))))}
        """.TrimEnd() + "\n";

    private static string Part(string name, IReadOnlyList<string> equations, IReadOnlyList<OptionDescription> options)
        => $"### {name}\n\n{Markdown.Code("text", equations)}\n{(options.Count > 0 ? Markdown.Options(options) + "\n" : "")}";

    /// <summary>What is refused, in the words of the refusal.</summary>
    private static string Refusals(IReadOnlyList<MemoryOptions> memories, IReadOnlyList<ScalingOptions> scalings)
    {
        IEnumerable<string> reasons =
            from memory in memories
            from scaling in scalings
            let reason = Refusal($"{memory.Name}*{scaling.Name}")
            where reason is not null
            select reason;
        return $"Refused, because it would be meaningless: {string.Join(' ', reasons.Distinct())}";
    }

    private static string? Refusal(string combination)
    {
        try
        {
            OptimizerSpecification.Parse(combination);
            return null;
        }
        catch (FormatException exception)
        {
            return exception.Message;
        }
    }
}
