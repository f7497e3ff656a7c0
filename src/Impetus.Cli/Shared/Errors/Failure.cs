using System.Runtime.InteropServices;
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
        BadInputException or LabException or BackendUnavailableException => new(ExitCode.BadInput, OneLine(exception)),
        FormatException or InvalidDataException or NonFiniteGradientException => new(ExitCode.BadInput, OneLine(exception)),
        FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException => new(ExitCode.BadInput, OneLine(exception)),
        IOException => new(ExitCode.Failed, OneLine(exception)),
        ExternalException => new(ExitCode.Failed, $"libtorch refused an operation: {WithoutFrames(exception)}"),
        _ => new(ExitCode.Failed, $"a defect in the program: {exception}"),
    };

    // libtorch adds where in its own code it happened, and every caller.
    private static string WithoutFrames(Exception exception) =>
        exception.Message.Split("Exception raised from", 2)[0].ReplaceLineEndings(" ").TrimEnd();

    private static string OneLine(Exception exception) => exception.Message.ReplaceLineEndings(" ").TrimEnd();
}
