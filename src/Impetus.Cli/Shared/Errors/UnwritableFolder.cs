namespace Impetus.Cli.Shared.Errors;

/// <summary>Says what to do where the system only says no.</summary>
internal static class UnwritableFolder
{
    /// <summary>Does something that reads and writes files.</summary>
    /// <param name="remedy">What to do besides fixing permissions, as an imperative.</param>
    /// <param name="work">The work.</param>
    /// <exception cref="BadInputException">A file or folder of it cannot be used; the message says why and what to do.</exception>
    public static void Explain(string remedy, Action work)
    {
        try
        {
            work();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"a file or folder cannot be used ({error.Message.TrimEnd('.')}): fix its permissions, or {remedy}");
        }
    }
}
