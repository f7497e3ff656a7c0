using System.Diagnostics;
using Impetus.Faults.Fuzzing;

namespace Impetus.Lab.Tests;

/// <summary>Mutated inputs for every reader; <c>tests/Impetus.Faults</c> is the same as a program.</summary>
public sealed class FuzzingTests
{
    public static TheoryData<string> Names()
    {
        using Readers readers = new();
        return [.. readers.All.Select(static reader => reader.Name)];
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_mutated_input_is_read_or_refused_with_a_message(string reader) => AssertNothingElse(reader, seed: 1, static number => number < 250);

    /// <summary>A minute in all, on other mutations every day.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public void So_are_the_mutations_of_a_minute()
    {
        string[] names = [.. Names().Select(static row => row.Data)];
        TimeSpan share = TimeSpan.FromMinutes(1) / names.Length;
        foreach (string name in names)
        {
            long start = Stopwatch.GetTimestamp();
            AssertNothingElse(name, DateTime.UtcNow.Date.Ticks / TimeSpan.TicksPerDay, _ => Stopwatch.GetElapsedTime(start) < share);
        }
    }

    private static void AssertNothingElse(string name, long seed, Func<long, bool> goesOn)
    {
        using Readers readers = new();
        FuzzResult result = FuzzCampaign.Run(readers.All.Single(reader => reader.Name == name), seed, goesOn);
        Assert.True(result.Findings.Count == 0, $"{name}, seed {seed}: {string.Join("\n", result.Findings)}");
        // The store alone refuses nothing: it falls back to the checkpoint before.
        Assert.True(result.Refused > 0 || name == "checkpoint store");
    }
}
