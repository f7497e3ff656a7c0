namespace Impetus.Lab.Training.Logs;

/// <summary>Numbers of one step, for TensorBoard.</summary>
/// <param name="Time">When they were measured.</param>
/// <param name="Step">Steps taken.</param>
/// <param name="Values">Their tags and values.</param>
internal sealed record ScalarEvent(DateTimeOffset Time, long Step, IReadOnlyList<(string Tag, float Value)> Values);
