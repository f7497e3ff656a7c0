using System.CommandLine;
using Impetus.Cli.Shared.Errors;
using Impetus.Cli.Shared.Help;

namespace Impetus.Cli.Completion;

/// <summary><c>impetus completion bash|zsh|fish</c>: prints the script that lets a shell complete this command line.</summary>
internal static class CompletionVerb
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Argument<string> shell = new("shell") { Description = $"One of {string.Join(", ", CompletionScript.Shells)}" };
        shell.CompletionSources.Add(_ => CompletionScript.Shells.Select(name => new System.CommandLine.Completions.CompletionItem(name)));
        shell.Validators.Add(result =>
        {
            string word = result.Tokens[0].Value;
            if (!CompletionScript.Shells.Contains(word))
            {
                result.AddError($"no completion for '{word}'; {Alternatives.Clause(word, CompletionScript.Shells, "shells")}");
            }
        });
        Verb verb = new(
            "completion",
            "Print a script that completes verbs, options and names in your shell",
            "completion bash >> ~/.bashrc",
            "completion zsh >> ~/.zshrc",
            "completion fish > ~/.config/fish/completions/impetus.fish")
        {
            shell,
        };
        verb.SetAction(parsed => parsed.InvocationConfiguration.Output.Write(CompletionScript.For(parsed.GetRequiredValue(shell))));
        return verb;
    }
}
