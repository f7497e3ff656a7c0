using System.Text.Json;
using Impetus.Lab.Reproduction;
using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;
using Impetus.Report;

namespace Impetus.Lab.Tests.Reproduction;

public class ExperimentRegistryTests
{
    public static TheoryData<string> Ids => [.. ExperimentRegistry.Select(ExperimentRegistry.Everything).Select(experiment => experiment.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void EveryExperimentRunsInSmallAndDoesNotDependOnThreads(string id)
    {
        IExperiment experiment = ExperimentRegistry.Find(id)!;
        ReproducedExperiment one = ReproducedExperiment.Run(experiment, new(Scale.Smoke, Seed: 3) { Threads = 1 });
        Findings three = experiment.Run(new(Scale.Smoke, Seed: 3) { Threads = 3 });

        Assert.Equal(one.Rows.SelectMany(row => row), three.Rows.SelectMany(row => row));
        Assert.Equal(Text(one.Claims), Text([.. three.Claims.Select(DecidedClaim.Of)]));
        Assert.All(one.Claims.Where(claim => claim.Readings.Count > 0), claim => Assert.True(claim.Readings.Count(reading => reading.Default) == 1 && claim.Readings[0].Default));
        Assert.All(one.Claims.SelectMany(claim => claim.Readings), reading => Assert.True(reading.Name.Length > 0 && reading.Source.Length > 0));
        Assert.Equal(experiment.Claims, one.Claims.Select(claim => claim.Text));
        Assert.All(one.Claims, claim => Assert.NotEmpty(claim.Evidence));
        Assert.NotEmpty(one.Rows);
        Assert.All(one.Rows, row => Assert.True(OptimizerSpecification.Parse((string)row["optimizer"]!).Name.Length > 0));
        Assert.Contains(id, ReproductionReport.Render(one), StringComparison.Ordinal);
    }

    private static string Text(IReadOnlyList<DecidedClaim> claims) => JsonSerializer.Serialize(claims, ResultJson.Format);

    [Fact]
    public void IdsAreUnique() => Assert.Equal(ExperimentRegistry.All.Count, ExperimentRegistry.All.Select(experiment => experiment.Id).Distinct().Count());
}
