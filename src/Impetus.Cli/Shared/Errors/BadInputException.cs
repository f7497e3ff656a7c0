namespace Impetus.Cli.Shared.Errors;

/// <summary>The command line, or a file it names, is wrong; the message names the cause and how to fix it.</summary>
/// <param name="message">One sentence for the user.</param>
internal sealed class BadInputException(string message) : Exception(message);
