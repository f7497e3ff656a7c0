namespace Impetus.Cli;

/// <summary>What the process ends with.</summary>
internal static class ExitCode
{
    /// <summary>The verb did what it says.</summary>
    public const int Success = 0;

    /// <summary>The run failed, or was stopped.</summary>
    public const int Failed = 1;

    /// <summary>The command line or a file it names is wrong.</summary>
    public const int BadInput = 2;
}
