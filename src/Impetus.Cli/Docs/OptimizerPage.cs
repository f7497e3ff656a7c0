using System.Reflection;

namespace Impetus.Cli.Docs;

/// <summary>The page of one named optimizer.</summary>
internal static class OptimizerPage
{
    /// <summary>Writes the page.</summary>
    public static string Write(OptimizerDefinition definition)
    {
        OptimizerOptions defaults = definition.Defaults();
        string rate = definition.Options.Single(option => option.Key == "lr").Value;
        return $"""
            {Markdown.Heading(definition.Name)}
            {definition.Summary}

            {Markdown.Table(["memory", "scaling", "order", "weight decay", "state"], [[.. OptimizerIndex.Parts(definition), State(definition)]])}
            ## The rule

            {Markdown.Code("text", definition.Rule)}
            θ parameters, g gradient, η learning rate, μ weight decay, t the number of the step, from 1; η₋ is η of the step before.
            State starts at 0. Operations on vectors act on each coordinate; Σ, ⟨·,·⟩ and ‖·‖ run over all parameters, or with
            `scope=tensor` over those of one tensor. Where paper and code differ, [the rules](../rules.md) say what is done here.

            ## Use

            {Markdown.Code("csharp", $"using Optimizer optimizer = Optimizers.{Call(defaults, rate)};", "optimizer.Step();")}
            {Markdown.Code("sh", $"./impetus compare --optimizers {definition.Name}:lr={rate}")}{Rates(definition)}
            ## Options

            {Markdown.Options(definition.Options)}
            ## Search space

            {Markdown.SearchSpace(definition.SearchSpace.Select(option => (option.Key, option)))}
            `./impetus sweep --optimizer {definition.Name}` trains all {Size(definition)} points, with `--tune random:20` twenty of them;
            `./impetus compare --optimizers {definition.Name},{(definition.Name == "adamw" ? "adam-cm" : "adamw")} --tune random:9` tunes each with nine.

            ## Published

            {Citation(definition.Publication)}

            {Markdown.Code("bibtex", definition.Publication.Bibtex)}
            """;
    }

    private static string Rates(OptimizerDefinition definition) => definition.StartingRates.Count == 0 ? "" : "\n" + string.Concat(definition.StartingRates.Select(static rate =>
        $"Coming from [{rate.From}]({rate.From}.md) at learning rate x, begin with {rate.Text}: over [the tasks that were measured](../learning-rates.md), the best rates were {rate.Span}{(rate.Note is null ? "" : $"; {rate.Note}")}.\n"));

    private static long Size(OptimizerDefinition definition) => definition.SearchSpace.Aggregate(1L, static (product, option) => product * option.Search.Count);

    private static string State(OptimizerDefinition definition)
    {
        int count = definition.StateArrays.Count;
        return count == 0 ? "none" : $"{count * sizeof(float)} bytes for each parameter in single precision: {string.Join(", ", definition.StateArrays)}";
    }

    private static string Citation(Publication publication)
        => $"{publication.Authors.Replace(" and ", ", ", StringComparison.Ordinal)}: *{publication.Title}*. {publication.Venue}, {publication.Year}.";

    // What was added from outside has no method of its own.
    private static string Call(OptimizerOptions options, string rate)
        => typeof(Optimizers).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .SingleOrDefault(method => method.GetParameters() is [_, { } second] && second.ParameterType == options.GetType()) is { } factory
            ? $"{factory.Name}(parameters, new() {{ LearningRate = {rate} }})"
            : $"Create(parameters, new {options.GetType().Name} {{ LearningRate = {rate} }})";
}
