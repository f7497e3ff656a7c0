using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;

namespace Impetus.Cli.Shared.Options;

/// <summary>The options <c>--optimizers</c> and <c>--optimizer</c>: specifications that are checked as soon as they are read.</summary>
internal static class OptimizersOption
{
    /// <summary>Makes the option for several, null where it is not given.</summary>
    /// <param name="initial">What is taken then.</param>
    public static Option<IReadOnlyList<string>?> Several(IReadOnlyList<string> initial)
    {
        Option<IReadOnlyList<string>?> option = new("--optimizers")
        {
            Description = $"Optimizers with options, separated by commas ('./impetus list optimizers') [default: {string.Join(',', initial)}]",
            HelpName = "A,B,...",
            CustomParser = ReadSeveral,
        };
        option.CompletionSources.Add(CompleteLast);
        return option;
    }

    /// <summary>Makes the option for one.</summary>
    /// <param name="isRequired">Whether it must be given.</param>
    public static Option<OptimizerSpecification> One(bool isRequired = true)
    {
        Option<OptimizerSpecification> option = new("--optimizer")
        {
            Description = "The optimizer with its options ('./impetus list optimizers')",
            HelpName = "A",
            Required = isRequired,
            CustomParser = result => Read(result, result.Tokens[0].Value),
        };
        option.CompletionSources.Add(CompleteLast);
        return option;
    }

    private static IReadOnlyList<string> ReadSeveral(ArgumentResult result)
    {
        IReadOnlyList<string> specifications = OptimizerList.Split(result.Tokens[0].Value);
        if (specifications.FirstOrDefault(specification => Read(result, specification) is null) is null
            && specifications.GroupBy(specification => specification).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            result.AddError($"--optimizers names '{twice.Key}' twice");
        }

        return specifications;
    }

    private static OptimizerSpecification? Read(ArgumentResult result, string text)
    {
        try
        {
            return OptimizerSpecification.Parse(text);
        }
        catch (FormatException error)
        {
            result.AddError(error.Message);
            return null;
        }
    }

    // Of "adamw,ta" the last name is completed.
    private static IEnumerable<CompletionItem> CompleteLast(CompletionContext context)
    {
        string word = context.WordToComplete;
        string before = word[..(word.LastIndexOf(',') + 1)];
        return OptimizerRegistry.All.Select(definition => new CompletionItem(before + definition.Name));
    }
}
