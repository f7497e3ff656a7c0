using Impetus.Lab.Data;

namespace Impetus.Lab.Tests.Data;

public sealed class BatchOrderTests
{
    [Fact]
    public void A_batch_depends_on_seed_and_number_alone()
    {
        BatchOrder straight = new(103, 10, seed: 7);
        BatchOrder jumping = new(103, 10, seed: 7);
        int[][] expected = [.. Enumerable.Range(0, 30).Select(batch => straight[batch].ToArray())];

        Assert.All(new[] { 29, 3, 15, 14, 0, 10 }, batch => Assert.Equal(expected[batch], jumping[batch].ToArray()));
        Assert.NotEqual(expected[0], new BatchOrder(103, 10, seed: 8)[0].ToArray());
    }

    [Fact]
    public void An_epoch_shows_no_example_twice_and_the_next_one_is_ordered_anew()
    {
        BatchOrder order = new(103, 10, seed: 1);
        int[] first = Epoch(order, 0);
        int[] second = Epoch(order, 1);

        Assert.Equal(100, first.Distinct().Count());
        Assert.All(first, position => Assert.InRange(position, 0, 102));
        Assert.NotEqual(first, second);
        // The three that were left out are others in another epoch.
        Assert.NotEqual(Enumerable.Range(0, 103).Except(first), Enumerable.Range(0, 103).Except(second));
    }

    [Fact]
    public void The_generator_is_the_published_one()
    {
        // Reference values of SplitMix64 with the seed 1234567.
        DeterministicRandom random = new(1234567);

        Assert.Equal([6457827717110365317, 3203168211198807973, 9817491932198370423], new[] { random.NextBits(), random.NextBits(), random.NextBits() });
    }

    [Fact]
    public void Small_integers_are_uniform()
    {
        DeterministicRandom random = new(5);
        int[] counts = new int[6];
        for (int k = 0; k < 60_000; k++)
        {
            counts[random.Next(6)]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400));
    }

    private static int[] Epoch(BatchOrder order, int epoch) =>
        [.. Enumerable.Range(epoch * order.BatchesPerEpoch, order.BatchesPerEpoch).SelectMany(batch => order[batch].ToArray())];
}
