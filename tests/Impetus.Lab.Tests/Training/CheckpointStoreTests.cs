using Impetus.Lab.Training.Checkpoints;

namespace Impetus.Lab.Tests.Training;

public sealed class CheckpointStoreTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("impetus-checkpoints-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_newest_and_the_best_are_kept()
    {
        CheckpointStore store = new(_folder.FullName, keep: 2);
        foreach (long step in new long[] { 5, 10, 15, 20, 25 })
        {
            Write(store, step, best: step < 10 ? 5 : 10);
        }

        Assert.Equal([25, 20, 10], store.All.Select(checkpoint => checkpoint.Step));
        Assert.Equal(3, _folder.GetFileSystemInfos().Length);
    }

    [Fact]
    public void A_checkpoint_that_cannot_be_written_leaves_those_before_it()
    {
        CheckpointStore store = new(_folder.FullName, keep: 1);
        Write(store, 5, best: null);

        Assert.Throws<IOException>(() => store.Write(10, null, null, folder =>
        {
            File.WriteAllText(Path.Combine(folder, "half"), "a");
            throw new IOException("No space left on device");
        }));

        Assert.Equal(5, store.Newest!.Value.Step);
        Assert.EndsWith("step-000000005", Newest(store), StringComparison.Ordinal);
        Assert.Single(_folder.GetFileSystemInfos());
    }

    [Fact]
    public void What_a_killed_process_left_half_written_is_no_checkpoint_and_goes()
    {
        CheckpointStore store = new(_folder.FullName, keep: 1);
        Write(store, 5, best: null);
        File.WriteAllText(Path.Combine(_folder.CreateSubdirectory(".writing-step-000000010").FullName, "half"), "a");
        File.WriteAllText(Path.Combine(_folder.CreateSubdirectory(".removed-1").FullName, "half"), "a");
        List<string> notes = [];

        Assert.EndsWith("step-000000005", store.ReadNewest(notes.Add, static path => path), StringComparison.Ordinal);

        Assert.Empty(notes);
        Assert.Single(_folder.GetFileSystemInfos());
    }

    [Fact]
    public void The_same_step_can_be_written_again()
    {
        CheckpointStore store = new(_folder.FullName, keep: 1);
        Write(store, 5, best: null);
        store.Write(5, null, null, folder => File.WriteAllText(Path.Combine(folder, "content"), "new"));

        Assert.Equal("new", File.ReadAllText(Path.Combine(Newest(store), "content")));
    }

    private static string Newest(CheckpointStore store) => store.ReadNewest(static note => Assert.Fail(note), static path => path)!;

    private static void Write(CheckpointStore store, long step, long? best) =>
        store.Write(step, null, best, folder => File.WriteAllText(Path.Combine(folder, "content"), $"{step}"));
}
