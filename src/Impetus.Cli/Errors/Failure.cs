namespace Impetus.Cli.Errors;

/// <summary>How an exception ends the program.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Message">The one message for standard error.</param>
internal sealed record Failure(int Code, string Message)
{
    /// <summary>Maps the exceptions that a user can cause or mend; anything else is a defect and keeps its stack trace.</summary>
    /// <param name="exception">What a verb threw.</param>
    /// <returns>The failure, or nothing for a defect.</returns>
    public static Failure? Describe(Exception exception) => exception switch
    {
        BadInputException or FormatException or InvalidDataException => new(ExitCode.BadInput, OneLine(exception)),
        FileNotFoundException or DirectoryNotFoundException => new(ExitCode.BadInput, OneLine(exception)),
        UnauthorizedAccessException => new(ExitCode.BadInput, OneLine(exception)),
        ArgumentException argument => new(ExitCode.BadInput, WithoutParameterName(argument)),
        DllNotFoundException => new(ExitCode.Failed, OneLine(exception)),
        IOException => new(ExitCode.Failed, OneLine(exception)),
        _ => null,
    };

    // The name of a C# parameter says nothing to somebody at a command line.
    private static string WithoutParameterName(ArgumentException exception)
        => OneLine(exception).Replace($" (Parameter '{exception.ParamName}')", "", StringComparison.Ordinal);

    private static string OneLine(Exception exception) => exception.Message.ReplaceLineEndings(" ").TrimEnd();
}
