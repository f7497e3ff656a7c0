using System.Net;
using Impetus.Lab.Data.Fetching;
using Impetus.Lab.Data.Sets;

namespace Impetus.Lab.Tests.Data.Fetching;

public sealed class DownloadTests : IDisposable
{
    private const long Bound = 1 << 20;

    private readonly LoopbackServer _server = new();
    private readonly SampleSet _sample = new();

    public void Dispose()
    {
        _server.Dispose();
        _sample.Dispose();
    }

    [Fact]
    public async Task Files_and_archives_arrive_whole_and_nothing_else_stays()
    {
        _server["plain/train"] = SampleSet.Train;
        _server["test.gz"] = DataFolderTests.Gzip(SampleSet.Test);
        await Fetch(Get("plain/train"), Get("test.gz"));
        _sample.AssertComplete();

        _server["all.zip"] = Archives.Zip(("deep/readme", [1]), ("deep/train", SampleSet.Train), ("deep/test", SampleSet.Test));
        await Fetch(Get("all.zip"));
        _sample.AssertComplete();

        _server["all.tar.gz"] = Archives.TarGz(("x/train.gz", DataFolderTests.Gzip(SampleSet.Train)), ("x/test", SampleSet.Test));
        await Fetch(Get("all.tar.gz"));
        _sample.AssertComplete();
        Assert.Contains(_sample.Progress, progress => progress is { What: "all.tar.gz" } && progress.Bytes == progress.Total);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_broken_connection_is_taken_up_where_it_broke(bool tellsLength)
    {
        byte[] archive = Archives.Zip(("train", SampleSet.Train), ("test", SampleSet.Test));
        _server["all.zip"] = archive;
        _server.BreakAfter = (archive.Length / 3) + 1;
        _server.TellsLength = tellsLength;
        if (!tellsLength)
        {
            // An end that is not announced looks like a whole file; the next attempt is the user's.
            await Assert.ThrowsAsync<LabException>(() => Fetch(Get("all.zip")));
            _server.BreakAfter = int.MaxValue;
        }

        await Fetch(Get("all.zip"));

        _sample.AssertComplete();
        if (tellsLength)
        {
            Assert.Equal(["/all.zip", $"/all.zip from {_server.BreakAfter}", $"/all.zip from {2 * _server.BreakAfter}"], _server.Requests);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_an_earlier_process_left_is_continued(bool knowsRanges)
    {
        byte[] archive = Archives.Zip(("train", SampleSet.Train), ("test", SampleSet.Test));
        _server["all.zip"] = archive;
        _server.KnowsRanges = knowsRanges;
        Leave("all.zip", archive[..1000]);

        await Fetch(Get("all.zip"));

        _sample.AssertComplete();
        Assert.Equal(["/all.zip from 1000"], _server.Requests);
    }

    [Fact]
    public async Task A_whole_file_that_was_left_needs_no_second_download()
    {
        byte[] archive = Archives.Zip(("train", SampleSet.Train), ("test", SampleSet.Test));
        _server["all.zip"] = archive;
        Leave("all.zip", archive);

        await Fetch(Get("all.zip"));

        _sample.AssertComplete();
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(500_000)]
    public async Task A_beginning_of_another_file_is_dropped(int length)
    {
        _server["all.zip"] = Archives.Zip(("train", SampleSet.Train), ("test", SampleSet.Test));
        Leave("all.zip", new byte[length]);

        await Fetch(Get("all.zip"));

        _sample.AssertComplete();
        Assert.Contains("/all.zip", _server.Requests);
    }

    [Fact]
    public async Task Another_file_than_the_published_one_is_refused_with_both_checksums()
    {
        byte[] damaged = [.. SampleSet.Train];
        damaged[^1] ^= 1;
        _server["train"] = damaged;
        _server["test"] = SampleSet.Test;

        string message = await Refusal(Get("train"), Get("test"));

        Assert.Contains(SampleSet.Of().Files[0].Checksum!.Value.Hexadecimal, message, StringComparison.Ordinal);
        Assert.Empty(_sample.Left());
    }

    [Fact]
    public async Task An_archive_has_a_checksum_of_its_own()
    {
        _server["all.zip"] = Archives.Zip(("train", SampleSet.Train), ("test", SampleSet.Test));

        string message = await Refusal(Get("all.zip") with { Checksum = new("c32a1d4ab5d03f1284b67883e8d87530") });

        Assert.Contains("expected c32a1d4ab5d03f1284b67883e8d87530", message, StringComparison.Ordinal);
        Assert.Empty(_sample.Left());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task More_than_allowed_is_not_taken(bool tellsLength)
    {
        _server["train"] = new byte[Bound + 1];
        _server.TellsLength = tellsLength;

        Assert.Contains("1,048,576", await Refusal(Get("train")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirections_are_followed_but_not_for_ever()
    {
        _server["there/train"] = SampleSet.Train;
        _server["test"] = SampleSet.Test;
        _server.Redirections["/train"] = "/there/train";
        await Fetch(Get("train"), Get("test"));
        _sample.AssertComplete();

        _server.Redirections["/train"] = "/train";
        Assert.Contains("without an end", await Refusal(Get("train")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://example.org/train")]
    [InlineData("file:///etc/passwd")]
    public async Task A_secure_connection_is_not_given_up(string target)
    {
        using Redirecting handler = new(target);
        DataSet set = SampleSet.Of(new Download(new Uri("https://example.org/train"), Bound));

        LabException error = await Assert.ThrowsAsync<LabException>(() => new DataSetFetcher(_sample.Folder, handler).FetchAsync(set, _sample, default));

        Assert.Contains("gives up the secure connection", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, handler.Requests);
    }

    [Fact]
    public async Task Without_the_server_the_message_names_the_other_way()
    {
        Assert.Contains("404", await Refusal(Get("nothing")), StringComparison.Ordinal);

        _server.Dispose();
        string message = await Refusal(Get("train"));

        Assert.Contains("127.0.0.1 is out of reach", message, StringComparison.Ordinal);
        Assert.Contains("data get sample --from FOLDER", message, StringComparison.Ordinal);
        Assert.Empty(_sample.Left());
    }

    [Fact]
    public async Task A_stop_keeps_what_has_come()
    {
        _server["train"] = SampleSet.Train;
        using CancellationTokenSource stop = new();
        Progress halfway = new(progress =>
        {
            if (progress.Bytes > 0)
            {
                stop.Cancel();
            }
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new DataSetFetcher(_sample.Folder).FetchAsync(SampleSet.Of(Get("train")), halfway, stop.Token));

        Assert.Equal([".downloads/sample/train"], _sample.Left());
        _server["test"] = SampleSet.Test;
        await Fetch(Get("train"), Get("test"));
        _sample.AssertComplete();
    }

    private Download Get(string name) => new(_server.Address(name), Bound);

    private Task<string> Fetch(params Download[] downloads) => new DataSetFetcher(_sample.Folder).FetchAsync(SampleSet.Of(downloads), _sample, default);

    private async Task<string> Refusal(params Download[] downloads) => (await Assert.ThrowsAsync<LabException>(() => Fetch(downloads))).Message;

    private void Leave(string name, byte[] content)
    {
        string folder = Path.Combine(_sample.Folder.Path, ".downloads", "sample");
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, name), content);
    }

    private sealed class Progress(Action<FetchProgress> report) : IProgress<FetchProgress>
    {
        public void Report(FetchProgress value) => report(value);
    }

    private sealed class Redirecting(string target) : HttpMessageHandler
    {
        public int Requests { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.Found) { Headers = { Location = new Uri(target) } });
        }
    }
}
