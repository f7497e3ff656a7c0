using Impetus.Lab.Data.Fetching;

namespace Impetus.Cli.Data;

/// <summary>
/// Tells on standard error how a download goes: in a terminal on one line that changes, elsewhere one line for each file.
/// </summary>
internal sealed class FetchDisplay : IProgress<FetchProgress>, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly bool _isTerminal = !Console.IsErrorRedirected;
    private string? _what;
    private DateTime _shown = DateTime.MinValue;

    /// <inheritdoc/>
    public void Report(FetchProgress value)
    {
        bool isNew = value.What != _what;
        if (isNew)
        {
            EndLine();
            _what = value.What;
        }

        if (!_isTerminal && isNew)
        {
            Console.Error.WriteLine($"{Application.Name}: {value.What}{(value.Total is { } total ? $" ({total / 1e6:0.#} MB)" : "")}");
        }
        else if (_isTerminal && (isNew || DateTime.UtcNow - _shown >= Interval || value.Bytes == value.Total))
        {
            _shown = DateTime.UtcNow;
            Console.Error.Write($"\r{Application.Name}: {value.What} {Amount(value)}   ");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => EndLine();

    private static string Amount(FetchProgress value) => value switch
    {
        { Total: { } total and > 0 } => $"{value.Bytes / 1e6:0.0} of {total / 1e6:0.0} MB ({100.0 * value.Bytes / total:0} %)",
        { Bytes: > 0 } => $"{value.Bytes / 1e6:0.0} MB",
        _ => "",
    };

    private void EndLine()
    {
        if (_isTerminal && _what is not null)
        {
            Console.Error.WriteLine();
        }
    }
}
