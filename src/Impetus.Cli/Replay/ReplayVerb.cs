using System.CommandLine;
using Impetus.Checkpoints;
using Impetus.Cli.Shared.Errors;
using Impetus.Cli.Shared.Help;
using Impetus.Cli.Shared.Options;
using Impetus.Lab;

namespace Impetus.Cli.Replay;

/// <summary><c>impetus replay</c>: feeds a recorded gradient stream to an optimizer, to compare it with that of another framework.</summary>
internal static class ReplayVerb
{
    private static readonly Option<OptimizerSpecification> Optimizer = OptimizersOption.One();

    private static readonly Option<string> Input = FileOption(
        "--input", "The stream, in safetensors: param/NAME (shape S), grad/NAME (T×S), and maybe loss (T) and lr (T), which overrules the optimizer's");

    private static readonly Option<string> Output = FileOption(
        "--output", "What to write, in safetensors: param/NAME (T×S) after every step, and telemetry/KEY (T)");

    private static readonly Option<string> Type = ChoiceOption.Create("--dtype", "Precision of parameters and state", "f32", () => ["f32", "f64"]);

    private static readonly Option<long?> Threads = NumberOption.Whole(
        "--threads", "Threads of a step, which never change the result [default: one for each core]", 1, 1024);

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Verb verb = new(
            "replay",
            "Feed a recorded gradient stream to an optimizer and write every step's parameters",
            "replay --optimizer adamw:lr=1e-3 --input stream.safetensors --output steps.safetensors",
            "replay --optimizer am-adamw --input stream.safetensors --output steps.safetensors --dtype f64 --threads 1")
        {
            Optimizer, Input, Output, Type, Threads,
        };
        verb.SetAction(Run);
        return verb;
    }

    private static void Run(ParseResult parsed)
    {
        string input = parsed.GetRequiredValue(Input), output = parsed.GetRequiredValue(Output);
        if (!File.Exists(input))
        {
            throw new BadInputException($"--input: there is no file '{input}'");
        }

        if (Directory.Exists(output) || !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(output))))
        {
            throw new BadInputException($"--output: '{output}' cannot be written, because {(Directory.Exists(output) ? "it is a folder" : "its folder does not exist")}");
        }

        if (FileKind.IsWrittenInPlace(output))
        {
            throw new BadInputException($"--output: '{output}' cannot be written, because it is no regular file");
        }

        if (Path.GetFullPath(input) == Path.GetFullPath(output))
        {
            throw new BadInputException($"--output: '{output}' is the recorded stream itself; name another file");
        }

        ElementType type = parsed.GetRequiredValue(Type) == "f64" ? ElementType.Float64 : ElementType.Float32;
        using SafetensorsFile stream = SafetensorsFile.Open(input);
        GradientReplay.Run(parsed.GetRequiredValue(Optimizer), stream, type, (int)(parsed.GetValue(Threads) ?? 0)).Write(output);
    }

    private static Option<string> FileOption(string name, string description)
        => new(name) { Description = description, HelpName = "FILE", Required = true };
}
