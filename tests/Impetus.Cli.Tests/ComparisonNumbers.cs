using System.Text.Json.Nodes;

namespace Impetus.Cli.Tests;

/// <summary>What a comparison has come to.</summary>
internal static class ComparisonNumbers
{
    /// <summary>Every number of a run folder but the times, and the curves.</summary>
    public static string In(string folder)
    {
        JsonNode comparison = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "comparison.json")))!;
        IEnumerable<string> numbers = comparison["rows"]!.AsArray().SelectMany(row => row!["runs"]!.AsArray().Select(one =>
            $"{row["optimizer"]} {row["learningRate"]} {one!["seed"]} {one["status"]} {one["metric"]} {one["trainLoss"]} {one["stepsToTarget"]}"
            + File.ReadAllText(Path.Combine(folder, (string)one["curveFile"]!))));
        return $"{comparison["status"]} {comparison["tuning"]} {string.Join('\n', numbers)}";
    }
}
