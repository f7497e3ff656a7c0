using Impetus.Lab;
using Impetus.Torch;

namespace Impetus.Cli.Shared.Errors;

/// <summary>How an exception ends the program.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Message">The one message for standard error.</param>
internal sealed record Failure(int Code, string Message)
{
    /// <summary>Maps the exceptions that a user can cause or mend to a sentence; anything else is a defect and keeps its stack trace.</summary>
    /// <param name="exception">What a verb threw.</param>
    public static Failure Describe(Exception exception) => exception switch
    {
        BadInputException or LabException or EngineUnavailableException => new(ExitCode.BadInput, OneLine(exception)),
        FormatException or InvalidDataException or NonFiniteGradientException => new(ExitCode.BadInput, OneLine(exception)),
        FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException => new(ExitCode.BadInput, OneLine(exception)),
        IOException or TorchException => new(ExitCode.Failed, OneLine(exception)),
        _ => new(ExitCode.Failed, $"a defect in the program: {exception}"),
    };

    private static string OneLine(Exception exception) => exception.Message.ReplaceLineEndings(" ").TrimEnd();
}
