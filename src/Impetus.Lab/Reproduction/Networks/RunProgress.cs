namespace Impetus.Lab.Reproduction.Networks;

/// <summary>How far an experiment of many training runs is.</summary>
/// <param name="Stage">What is at work: <c>tuning</c> or <c>runs</c>.</param>
/// <param name="Done">Runs of the experiment that have ended.</param>
/// <param name="All">All of its runs.</param>
/// <param name="Remaining">About how long it still takes; null before the first run of this process has ended.</param>
public sealed record RunProgress(string Stage, int Done, int All, TimeSpan? Remaining);
