namespace Impetus.Mpi.Tests;

/// <summary>Every optimizer and wrapper among 1 to 4 processes of MPI.</summary>
[Collection(Launched.OneAtATime)]
public class OptimizerTests
{
    [Fact]
    public void StepsOfManyProcessesHaveTheBitsOfOne()
    {
        string[][] alone = Train(1);
        Assert.True(alone.Length > 25, "there are optimizers");
        foreach (int processes in (int[])[2, 3, 4])
        {
            string[][] together = Train(processes);
            Assert.Equal(alone.Select(line => line[0]), together.Select(line => line[0]));
            foreach ((string[] one, string[] many) in alone.Zip(together))
            {
                // With the gradient of one process, the bits of one process, undivided and divided.
                Assert.Equal(one[..3], many[..3]);
                Assert.Equal(many[1], many[2]);
                // With gradients of their own, the same bits undivided and divided.
                Assert.Equal(many[3], many[4]);
            }
        }
    }

    private static string[][] Train(int processes)
    {
        string file = Path.GetTempFileName();
        try
        {
            Launched launched = Launched.Run(processes, "optimizers", file);
            Assert.True(launched.ExitCode == 0, launched.Error + string.Join('\n', launched.Lines));
            return [.. File.ReadLines(file).Select(line => line.Split(' '))];
        }
        finally
        {
            File.Delete(file);
        }
    }
}
