namespace Impetus.Lab.Processes;

/// <summary>A run that any of several processes may take. All members may be called on any thread.</summary>
/// <param name="Name">Its name in the folder of the plan.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="IsDone">Whether its result is known, be it from before.</param>
/// <param name="IsReady">Whether it can be begun: what it depends on is done.</param>
/// <param name="Train">Does it and gives its result as JSON; null if it was stopped.</param>
internal sealed record SharedUnit(string Name, string Title, Func<bool> IsDone, Func<bool> IsReady, Func<CancellationToken, string?> Train);
