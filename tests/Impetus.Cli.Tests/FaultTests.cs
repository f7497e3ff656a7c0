using Impetus.Faults.Runs;

namespace Impetus.Cli.Tests;

/// <summary>Faults at random for training runs; <c>tests/Impetus.Faults</c> is the same as a program.</summary>
public sealed class FaultTests
{
    [Fact]
    [Trait("Category", "Slow")]
    public void RunsSurviveKillsFlipsCutsFullDisksAndDeletedFiles()
    {
        using StringWriter said = new();
        Assert.True(new FaultCampaign(DateTime.UtcNow.DayOfYear, said).Run(faults: 12) == 0, said.ToString());
    }
}
