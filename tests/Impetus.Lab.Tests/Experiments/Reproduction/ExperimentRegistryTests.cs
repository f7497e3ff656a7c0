using Impetus.Lab.Experiments.Reproduction;
using Impetus.Lab.Tasks;
using Impetus.Report;

namespace Impetus.Lab.Tests.Experiments.Reproduction;

public class ExperimentRegistryTests
{
    public static TheoryData<string> Ids => [.. ExperimentRegistry.All.Select(experiment => experiment.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void EveryExperimentRunsInSmall(string id)
    {
        ReproducedExperiment result = ReproducedExperiment.Run(ExperimentRegistry.Find(id)!, new(Scale.Smoke));

        Assert.Equal(ExperimentRegistry.Find(id)!.Claims, result.Claims.Select(claim => claim.Text));
        Assert.All(result.Claims, claim => Assert.NotEmpty(claim.Evidence));
        Assert.NotEmpty(result.Rows);
        Assert.All(result.Rows, row => Assert.True(OptimizerSpecification.Parse((string)row["optimizer"]!).Name.Length > 0));
        Assert.Contains(id, ReproductionReport.Render(result), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void ResultsDoNotDependOnThreads(string id)
    {
        Findings one = ExperimentRegistry.Find(id)!.Run(new(Scale.Smoke, Seed: 3) { Threads = 1 });
        Findings three = ExperimentRegistry.Find(id)!.Run(new(Scale.Smoke, Seed: 3) { Threads = 3 });

        Assert.Equal(one.Rows.SelectMany(row => row), three.Rows.SelectMany(row => row));
        Assert.Equal(one.Claims, three.Claims);
    }

    [Fact]
    public void IdsAreUnique() => Assert.Equal(ExperimentRegistry.All.Count, ExperimentRegistry.All.Select(experiment => experiment.Id).Distinct().Count());
}
