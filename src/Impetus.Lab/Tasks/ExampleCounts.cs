namespace Impetus.Lab.Tasks;

/// <summary>How many examples a loaded task uses.</summary>
/// <param name="Training">Examples that the optimizer sees.</param>
/// <param name="Validation">Examples that learning rates are judged by.</param>
/// <param name="Test">Examples that are touched once per run.</param>
public sealed record ExampleCounts(int Training, int Validation, int Test);
