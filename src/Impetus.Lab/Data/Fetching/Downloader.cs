using System.Net;
using System.Net.Http.Headers;
using Impetus.Lab.Data.Sets;

namespace Impetus.Lab.Data.Fetching;

/// <summary>
/// Downloads files over HTTP. What is there of an earlier attempt is continued, redirections never lead from https to http,
/// and no more is taken than allowed.
/// </summary>
/// <param name="handler">What sends requests; it must not follow redirections by itself.</param>
internal sealed class Downloader(HttpMessageHandler handler) : IDisposable
{
    private const int MostRedirections = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HttpClient _client = new(handler) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>A downloader for the network.</summary>
    public Downloader()
        : this(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None, ConnectTimeout = TimeSpan.FromSeconds(15) })
    {
    }

    /// <summary>Downloads a file, and has it accepted.</summary>
    /// <param name="download">What to download.</param>
    /// <param name="path">Where it goes; what is there already is taken for its beginning.</param>
    /// <param name="accept">Judges the whole file by throwing <see cref="LabException"/>; a file that was continued gets a second chance from its start.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellation">Stops it; what has come so far stays.</param>
    /// <exception cref="LabException">The file is refused, too large, or not to be had; nothing is kept of a refused one.</exception>
    /// <exception cref="HttpRequestException">There is no connection, or the server does not have the file.</exception>
    public async Task DownloadAsync(Download download, string path, Action accept, IProgress<FetchProgress> progress, CancellationToken cancellation)
    {
        bool isContinued = File.Exists(path);
        while (true)
        {
            await CompleteAsync(download, path, progress, cancellation).ConfigureAwait(false);
            try
            {
                Verify(download, path);
                accept();
                return;
            }
            catch (LabException)
            {
                File.Delete(path);
                if (!isContinued)
                {
                    throw;
                }

                isContinued = false;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static void Verify(Download download, string path)
    {
        using FileStream content = File.OpenRead(path);
        if (download.Checksum is { } published && published.Of(content) is var found && found != published)
        {
            throw new LabException($"{download.Address} is not what was published: it has the {found}, expected {published.Hexadecimal}.");
        }
    }

    // A connection that breaks is taken up again as long as each one brings something.
    private async Task CompleteAsync(Download download, string path, IProgress<FetchProgress> progress, CancellationToken cancellation)
    {
        bool isComplete = false;
        while (!isComplete)
        {
            long before = Length(path);
            try
            {
                isComplete = await ContinueAsync(download, path, progress, cancellation).ConfigureAwait(false);
            }
            catch (Exception error) when (error is HttpRequestException or IOException or TimeoutException && Length(path) > before)
            {
                progress.Report(new($"{download.FileName}: {error.Message}; going on"));
            }
        }
    }

    /// <returns>Whether the file is complete; otherwise it has to be begun anew.</returns>
    private async Task<bool> ContinueAsync(Download download, string path, IProgress<FetchProgress> progress, CancellationToken cancellation)
    {
        long have = Length(path);
        using HttpResponseMessage response = await FollowAsync(download.Address, have, cancellation).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && have > 0)
        {
            // Nothing is left to send, or the file has become another one.
            bool isComplete = response.Content.Headers.ContentRange?.Length == have;
            if (!isComplete)
            {
                File.Delete(path);
            }

            return isComplete;
        }

        if (!response.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"{download.Address} answers {(int)response.StatusCode} {response.ReasonPhrase}");
        }

        bool continues = response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == have;
        long start = continues ? have : 0;
        long? total = start + response.Content.Headers.ContentLength;
        RefuseIfTooLarge(download, total ?? 0);
        using Stream content = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        using FileStream file = new(path, continues ? FileMode.Append : FileMode.Create);
        await CopyAsync(download, content, file, start, total, progress, cancellation).ConfigureAwait(false);
        return true;
    }

    private static async Task CopyAsync(
        Download download, Stream content, FileStream file, long start, long? total, IProgress<FetchProgress> progress, CancellationToken cancellation)
    {
        byte[] buffer = new byte[1 << 16];
        long have = start;
        using CancellationTokenSource stalled = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        while (true)
        {
            progress.Report(new(download.FileName, have, total));
            stalled.CancelAfter(Patience);
            int count;
            try
            {
                count = await content.ReadAsync(buffer, stalled.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw new TimeoutException($"{download.Address.Host} has sent nothing for {Patience.TotalSeconds} seconds");
            }

            if (count == 0)
            {
                return;
            }

            have += count;
            RefuseIfTooLarge(download, have);
            await file.WriteAsync(buffer.AsMemory(0, count), cancellation).ConfigureAwait(false);
        }
    }

    private async Task<HttpResponseMessage> FollowAsync(Uri address, long from, CancellationToken cancellation)
    {
        for (int redirections = 0; redirections <= MostRedirections; redirections++)
        {
            using HttpRequestMessage request = new(HttpMethod.Get, address);
            request.Headers.Range = from > 0 ? new RangeHeaderValue(from, null) : null;
            HttpResponseMessage response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location)
            {
                return response;
            }

            response.Dispose();
            Uri next = new(address, location);
            bool isKept = next.Scheme == Uri.UriSchemeHttps || (next.Scheme == Uri.UriSchemeHttp && address.Scheme == Uri.UriSchemeHttp);
            address = isKept ? next : throw new LabException($"{address} leads to {next}, which is refused: it gives up the secure connection");
        }

        throw new LabException($"{address} leads from one address to the next without an end");
    }

    private static void RefuseIfTooLarge(Download download, long bytes)
    {
        if (bytes > download.MostBytes)
        {
            throw new LabException($"{download.Address} is refused: it has more than the {download.MostBytes:N0} bytes that it may have");
        }
    }

    private static long Length(string path) => File.Exists(path) ? new FileInfo(path).Length : 0;
}
