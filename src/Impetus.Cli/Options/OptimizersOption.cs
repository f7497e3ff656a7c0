using System.CommandLine;
using System.CommandLine.Parsing;

namespace Impetus.Cli.Options;

/// <summary>The option <c>--optimizers</c>.</summary>
internal static class OptimizersOption
{
    /// <summary>Makes the option, null where it is not given.</summary>
    /// <param name="initial">What is compared then.</param>
    public static Option<IReadOnlyList<string>?> Create(IReadOnlyList<string> initial) => new("--optimizers")
    {
        Description = $"Optimizers with options, separated by commas ('impetus list optimizers') [default: {string.Join(',', initial)}]",
        HelpName = "A,B,...",
        CustomParser = Parse,
    };

    private static IReadOnlyList<string> Parse(ArgumentResult result)
    {
        IReadOnlyList<string> specifications = OptimizerList.Split(result.Tokens[0].Value);
        return specifications;
    }
}
