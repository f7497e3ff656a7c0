using System.CommandLine;
using System.CommandLine.Parsing;
using Impetus.Cli.Bench;
using Impetus.Cli.Compare;
using Impetus.Cli.Completion;
using Impetus.Cli.Data;
using Impetus.Cli.Docs;
using Impetus.Cli.Doctor;
using Impetus.Cli.List;
using Impetus.Cli.Replay;
using Impetus.Cli.Report;
using Impetus.Cli.Reproduce;
using Impetus.Cli.Shared.Errors;
using Impetus.Cli.Shared.Help;
using Impetus.Cli.Shared.Output;
using Impetus.Cli.Shared.Processes;
using Impetus.Cli.Shared.Rules;
using Impetus.Cli.Sweep;
using Impetus.Cli.Train;
using Impetus.Distributed;

namespace Impetus.Cli;

/// <summary>The command line: parses, runs the verb, and turns every failure into one message and an exit code.</summary>
internal static class Application
{
    /// <summary>The program's name, as its user writes it.</summary>
    public const string Name = "impetus";

    /// <summary>Runs one command line.</summary>
    /// <param name="arguments">The words after the program's name.</param>
    /// <returns>An exit code of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        int code;
        try
        {
            StandardOutput.Install();
            code = await ParseAndRun(arguments).ConfigureAwait(false);
        }
        catch (EndedElsewhereException)
        {
            // The first process has told why, and its exit code is the launcher's.
            code = ExitCode.Success;
        }
        catch (Exception exception)
        {
            Failure failure = Failure.Describe(exception);
            code = Fail(failure.Code, failure.Message, isOwn: LaunchedProcesses.IsStarted && !exception.IsKnownToAll());
            if (!exception.IsKnownToAll())
            {
                LaunchedProcesses.Abort(code);
            }
        }

        LaunchedProcesses.End();
        return code;
    }

    private static async Task<int> ParseAndRun(string[] arguments)
    {
        if (arguments is ["help", .. string[] verb])
        {
            arguments = [.. verb, "--help"];
        }

        RulesOption.Load(arguments);

        // A leading "@" belongs to nobody here: no response files.
        ParserConfiguration parser = new() { ResponseFileTokenReplacer = null };
        ParseResult parsed = CommandLineParser.Parse(CreateRoot(), arguments, parser);
        if (ParseFailure.Describe(parsed) is { } message)
        {
            return Fail(ExitCode.BadInput, message);
        }

        using Interruption interruption = new();
        // The default handlers print stack traces and end the process two seconds after Ctrl-C.
        InvocationConfiguration invocation = new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        try
        {
            return await parsed.InvokeAsync(invocation, interruption.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            return Fail(ExitCode.Failed, "stopped");
        }
    }

    /// <summary>The root command with all verbs.</summary>
    internal static RootCommand CreateRoot()
    {
        RootCommand root = new("Momentum optimizers, and a lab that compares them on equal terms.")
        {
            CompareVerb.Create(),
            SweepVerb.Create(),
            TrainVerb.Create(),
            DataVerb.Create(),
            ListVerb.Create(),
            ReproduceVerb.Create(),
            ReportVerb.Create(),
            ReplayVerb.Create(),
            BenchVerb.Create(),
            DoctorVerb.Create(),
            DocsVerb.Create(),
            CompletionVerb.Create(),
        };
        root.HelpName = Name;
        root.Add(RulesOption.Create());
        root.Add(new Directive("check") { Action = new CheckAction() });
        root.SetAction(parsed => parsed.CommandResult.Command.Parse("--help").Invoke());
        HelpWithExamples.AddTo(root);
        return root;
    }

    // Of what all processes say alike, one says it.
    private static int Fail(int code, string message, bool isOwn = false)
    {
        if (LaunchedProcesses.Speaks || isOwn)
        {
            Console.Error.WriteLine($"{LaunchedProcesses.Name}: {message}");
        }

        return code;
    }
}
