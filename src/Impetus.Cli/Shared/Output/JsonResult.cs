using System.Text.Json;
using Impetus.Lab;
using Impetus.Lab.Runs;

namespace Impetus.Cli.Shared.Output;

/// <summary>Writes a verb's result for programs.</summary>
internal static class JsonResult
{
    /// <summary>The destination that stands for standard output.</summary>
    public const string StandardOutput = "-";

    /// <summary>Fails early where a result could not be written later.</summary>
    /// <param name="destination">The value of <c>--json</c>.</param>
    /// <exception cref="Errors.BadInputException">The destination cannot be written.</exception>
    public static void Check(string? destination)
    {
        if (destination is not (null or StandardOutput))
        {
            OutputFile.Check("--json", destination);
        }
    }

    /// <summary>Writes <paramref name="result"/>, a file as a whole or not at all.</summary>
    /// <param name="destination">A path, <c>-</c> for standard output, or nothing for no JSON.</param>
    /// <param name="result">What to write.</param>
    public static void Write<TResult>(string? destination, TResult result)
    {
        if (destination is not null)
        {
            WriteText(destination, JsonSerializer.Serialize(result, ResultJson.Format));
        }
    }

    /// <summary>Writes JSON that is text already.</summary>
    /// <param name="destination">A path, <c>-</c> for standard output, or nothing for no JSON.</param>
    /// <param name="json">The text.</param>
    public static void WriteText(string? destination, string json)
    {
        if (destination is null)
        {
            return;
        }

        string text = json + "\n";
        if (destination == StandardOutput)
        {
            Console.Out.Write(text);
            return;
        }

        DurableFile.Write(destination, text);
    }
}
