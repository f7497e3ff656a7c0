namespace Impetus.Cli.Shared.Errors;

/// <summary>Standard output takes nothing.</summary>
/// <param name="reason">Why, and how to fix it.</param>
/// <param name="cause">What the system said.</param>
internal sealed class StandardOutputException(string reason, Exception cause)
    : Exception($"standard output cannot be written to: {reason}", cause);
