using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Impetus.Lab.Tests.Data.Fetching;

/// <summary>An HTTP server for one test, with the faults that a test asks for.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<string, byte[]> _files = new();

    public LoopbackServer()
    {
        _listener.Start();
        _ = Task.Run(ServeAsync);
    }

    /// <summary>What was asked for, in order: the path, then the range if there was one.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>A connection breaks after this many bytes of a file.</summary>
    public int BreakAfter { get; set; } = int.MaxValue;

    /// <summary>Whether ranges are understood.</summary>
    public bool KnowsRanges { get; set; } = true;

    /// <summary>Whether the length of a file is told.</summary>
    public bool TellsLength { get; set; } = true;

    /// <summary>Where a request is sent on to, by path.</summary>
    public ConcurrentDictionary<string, string> Redirections { get; } = new();

    public byte[] this[string name]
    {
        set => _files["/" + name] = value;
    }

    public Uri Address(string name) => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/{name}");

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync();
                await AnswerAsync(client.GetStream());
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or IOException)
        {
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        using StreamReader reader = new(stream, Encoding.ASCII, leaveOpen: true);
        string path = (await reader.ReadLineAsync() ?? " ").Split(' ')[1];
        int from = 0;
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            if (line.StartsWith("Range: bytes=", StringComparison.OrdinalIgnoreCase))
            {
                from = int.Parse(line["Range: bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture);
            }
        }

        Requests.Enqueue(from > 0 ? $"{path} from {from}" : path);
        if (Redirections.TryGetValue(path, out string? target))
        {
            await WriteAsync(stream, $"HTTP/1.1 302 Found\r\nLocation: {target}\r\nContent-Length: 0");
        }
        else if (!_files.TryGetValue(path, out byte[]? file))
        {
            await WriteAsync(stream, "HTTP/1.1 404 Not Found\r\nContent-Length: 0");
        }
        else if (KnowsRanges && from >= file.Length && from > 0)
        {
            await WriteAsync(stream, $"HTTP/1.1 416 Range Not Satisfiable\r\nContent-Range: bytes */{file.Length}\r\nContent-Length: 0");
        }
        else
        {
            from = KnowsRanges ? from : 0;
            string range = from > 0 ? $"\r\nContent-Range: bytes {from}-{file.Length - 1}/{file.Length}" : "";
            string length = TellsLength ? $"\r\nContent-Length: {file.Length - from}" : "";
            await WriteAsync(stream, $"HTTP/1.1 {(from > 0 ? "206 Partial Content" : "200 OK")}{range}{length}");
            await stream.WriteAsync(file.AsMemory(from, Math.Min(BreakAfter, file.Length - from)));
        }
    }

    private static async Task WriteAsync(NetworkStream stream, string head) =>
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head + "\r\nConnection: close\r\n\r\n"));
}
