namespace Impetus.Mpi.Tests;

[Collection(Launched.OneAtATime)]
public class CommunicatorTests
{
    [Fact]
    public void CollectivesGiveEveryProcessWhatItShouldHave()
    {
        Launched launched = Launched.Run(3, "collectives");
        Assert.Equal(
            [
                "0/3: 6,-3 2 root? 0.5,1.5,1.5,2.5,2.5,2.5 0,1,2 1.5",
                "1/3: 6,-3 2 root? 0.5,1.5,1.5,2.5,2.5,2.5 0,0,1,1,2,2 4.5,4.5",
                "2/3: 6,-3 2 root? 0.5,1.5,1.5,2.5,2.5,2.5 0,0,0,1,1,1,2,2,2 7.5,7.5,7.5",
            ],
            launched.Lines);
        Assert.Equal(0, launched.ExitCode);
    }

    [Fact]
    public void OneProcessNeedsNoOthers()
    {
        Launched launched = Launched.Run(1, "collectives");
        Assert.Equal(["0/1: 1,0 0 root? 0.5 0 0.5"], launched.Lines);
    }

    [Fact]
    public void TheCounterGivesNobodyTheSameNumberAndNeedsNoHelpOfTheFirstProcess()
    {
        Launched launched = Launched.Run(3, "counter");
        Assert.Equal(["0/3: True 44850", "1/3: True 44850", "2/3: True 44850"], launched.Lines);
    }

    [Fact]
    public void GroupsOfTheSameColorTalkAmongThemselves()
    {
        Launched launched = Launched.Run(3, "split");
        Assert.Equal(["0/3: 0/2 2", "1/3: 0/1 1", "2/3: 1/2 2"], launched.Lines);
    }

    [Fact]
    public void AProcessThatDoesNotComeIsNamedAndAllAreEnded()
    {
        Launched launched = Launched.Run(3, "missing");
        Assert.True(launched.ExitCode == 3, $"{launched.ExitCode}: {launched.Error}");
        Assert.Contains(launched.Lines, line => line.Contains("Barrier waited 2 s", StringComparison.Ordinal) && line.Contains("process 1 did not get there", StringComparison.Ordinal));
    }
}
