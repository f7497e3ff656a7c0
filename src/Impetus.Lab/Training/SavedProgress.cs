namespace Impetus.Lab.Training;

/// <summary>The numbers of a checkpoint: <c>progress.json</c>.</summary>
/// <param name="Training">What the training loop has come to.</param>
/// <param name="LogBytes">Where the log's next line begins.</param>
/// <param name="Seconds">Seconds of training so far, interruptions left out.</param>
internal sealed record SavedProgress(TrainingProgress Training, long LogBytes, double Seconds);
