using System.Runtime.InteropServices;
using Impetus.Lab;
using Impetus.Mpi;
using Impetus.Torch;

namespace Impetus.Cli.Shared.Errors;

/// <summary>How an exception ends the program.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Message">The one message for standard error.</param>
internal sealed record Failure(int Code, string Message)
{
    // EMFILE, as the runtime hands it on.
    private const int TooManyOpenFiles = 24;

    /// <summary>Maps the exceptions that a user can cause or fix to a sentence; anything else is a defect and keeps its stack trace.</summary>
    /// <param name="exception">What a verb threw.</param>
    public static Failure Describe(Exception exception) => Shortage(exception) is { } shortage ? new(ExitCode.Failed, shortage) : exception switch
    {
        BadInputException or LabException or BackendUnavailableException or MpiUnavailableException => new(ExitCode.BadInput, OneLine(exception)),
        FormatException or InvalidDataException or NonFiniteGradientException or InsufficientMemoryException => new(ExitCode.BadInput, OneLine(exception)),
        FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException => new(ExitCode.BadInput, OneLine(exception)),
        IOException or MpiException or StandardOutputException => new(ExitCode.Failed, OneLine(exception)),
        ExternalException => new(ExitCode.Failed, $"libtorch refused an operation: {WithoutFrames(exception)}"),
        _ => new(ExitCode.Failed, $"a defect in the program: {exception}"),
    };

    // libtorch adds where in its own code it happened, and every caller.
    private static string WithoutFrames(Exception exception) =>
        exception.Message.Split("Exception raised from", 2)[0].ReplaceLineEndings(" ").TrimEnd();

    // What the system has too little of comes wrapped in whatever was at work.
    private static string? Shortage(Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is OutOfMemoryException and not InsufficientMemoryException)
            {
                return "the memory that the process may have is not enough: raise the limit (of the container, ulimit -v, or DOTNET_GCHeapHardLimit), or take a smaller task, scale or batch";
            }

            if (cause.HResult == TooManyOpenFiles || cause.Message.Contains("Too many open files", StringComparison.Ordinal))
            {
                return "the process may not open as many files as it needs: raise the limit with 'ulimit -n 1024'";
            }
        }

        return null;
    }

    private static string OneLine(Exception exception) => exception.Message.ReplaceLineEndings(" ").TrimEnd();
}
