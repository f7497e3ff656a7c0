using Impetus.Lab.Comparisons.Combinations;

namespace Impetus.Lab.Tests.Comparisons.Combinations;

public class GridEffectsTests
{
    [Fact]
    public void APlantedMemoryIsFound()
    {
        // The score depends on the memory alone, and "angular" is far ahead everywhere.
        GridRanking ranking = Rank((combination, problem, seed) => combination.Memory == "angular" ? -9 : -Place(combination.Memory));
        GridEffects effects = new(ranking);

        Assert.Equal("angular", ranking.Search.Combinations[ranking.Order[0]].Memory);
        Assert.All(effects.Memory, share => Assert.Equal(1, share, 1e-9));
        Assert.All(effects.OfScaled(), places => Assert.Equal(0, places, 1e-9));
        Assert.All(effects.OfMemory("angular"), places => Assert.True(places < -20));
        Assert.Equal(0, effects.Parts.Single(part => part.Part.Contains("chance", StringComparison.Ordinal)).Shares.Sum(), 1e-9);
        Assert.DoesNotContain("sign", effects.Memories);
    }

    [Fact]
    public void APlantedOrderIsFound()
    {
        GridRanking ranking = Rank((combination, problem, seed) => combination.ScalesFirst ? -2 : -1);
        GridEffects effects = new(ranking);

        double[] order = effects.Parts.Single(part => part.Part == "order").Shares, scaled = effects.Parts.Single(part => part.Part == "scaled or not").Shares;
        // 7 arrangements, of which 3 lead: leaving out the one without a scaling costs its share.
        Assert.All(order, share => Assert.Equal(1 - scaled[0], share, 1e-9));
        Assert.True(scaled[0] is > 0.05 and < 0.2);
        Assert.All(effects.OfOrder(scalesFirst: true).Zip(effects.OfOrder(scalesFirst: false)), pair => Assert.True(pair.First < pair.Second - 20));
    }

    [Fact]
    public void WhatIsRefusedIsNamed()
    {
        (IReadOnlyList<Combination> all, var refusals) = Combination.Enumerate();

        // Every name is a point of the grid, but for rules with a part that goes with no others, as Muon's scaling and Prodigy's memory do.
        Assert.All(
            OptimizerRegistry.All.Where(definition => !all.Any(combination => combination.Names.Contains(definition.Name))),
            definition => Assert.False(
                OptimizerRegistry.Memories.Any(memory => memory.Name == definition.Memory)
                    && OptimizerRegistry.Scalings.Any(scaling => scaling.Name == definition.Scaling),
                definition.Name));
        Assert.Equal(all.Count, all.Distinct().Count());
        Assert.Equal(OptimizerRegistry.Memories.Count, all.Count(combination => combination.Arrangement == "none"));
        Assert.True(all.Count + refusals.Count > 7 * OptimizerRegistry.Memories.Count);
        Assert.Contains(refusals, refusal => refusal.Combination.Name == "sign*second-moment" && refusal.Reason.Contains("undo", StringComparison.Ordinal));
        Assert.Equal(["am-adamw"], all.Single(combination => combination.Name == "adaptive-memory*second-moment").Names);
        Assert.Empty(all.Single(combination => combination.Name == "torque-aware*maximum-variation").Names);
    }

    private static double Place(string memory) => OptimizerRegistry.Memories.ToList().FindIndex(known => known.Name == memory) / 10.0;

    private static GridRanking Rank(Func<Combination, int, int, double> score)
    {
        (IReadOnlyList<Combination> all, _) = Combination.Enumerate();
        GridProblem[] problems = [.. GridProblem.All.Take(3)];
        return new(
            new(all, problems, [.. all.Select(combination => problems.Select((_, problem) => new GridCell(
                0.1, false, score(combination, problem, -1), [.. Enumerable.Range(0, 4).Select(seed => new CombinationRun(score(combination, problem, seed), 1))])).ToArray())]),
            seed: 0);
    }
}
