using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Impetus.Cli.Shared.Help;

/// <summary>The usual help, then the verb's examples.</summary>
/// <param name="standard">The help of System.CommandLine.</param>
internal sealed class HelpWithExamples(HelpAction standard) : SynchronousCommandLineAction
{
    private static readonly string[] FirstSteps = ["compare", "list optimizers", "doctor", "compare --help"];

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <summary>Lets <paramref name="root"/> and all its verbs answer <c>--help</c> with examples.</summary>
    /// <param name="root">A command with all its verbs.</param>
    public static void AddTo(RootCommand root)
    {
        // The standard one also answers to the "/?" and "/h" of another system, and offers them as completions.
        root.Options.Remove(root.Options.OfType<HelpOption>().Single());
        HelpOption option = new("--help", "-h", "-?");
        option.Action = new HelpWithExamples((HelpAction)option.Action!);
        root.Add(option);
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        standard.Invoke(parseResult);
        IReadOnlyList<string> examples = parseResult.CommandResult.Command switch
        {
            Verb verb => verb.Examples,
            _ => FirstSteps,
        };
        TextWriter output = parseResult.InvocationConfiguration.Output;
        if (examples.Count > 0)
        {
            output.WriteLine(examples.Count == 1 ? "Example:" : "Examples:");
            foreach (string example in examples)
            {
                output.WriteLine($"  ./impetus {example}");
            }

            output.WriteLine();
        }

        return ExitCode.Success;
    }
}
