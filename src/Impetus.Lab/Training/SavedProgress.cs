using System.ComponentModel.DataAnnotations;

namespace Impetus.Lab.Training;

/// <summary>The numbers of a checkpoint: <c>progress.json</c>.</summary>
/// <param name="Training">What the training loop has come to.</param>
/// <param name="LogBytes">Where the log's next line begins.</param>
/// <param name="Seconds">Seconds of training so far, interruptions left out.</param>
internal sealed record SavedProgress(TrainingProgress Training, [property: Range(0.0, double.MaxValue)] long LogBytes, [property: Range(0.0, double.MaxValue)] double Seconds);
