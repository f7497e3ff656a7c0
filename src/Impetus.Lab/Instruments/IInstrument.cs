namespace Impetus.Lab.Instruments;

/// <summary>
/// Measures something of a run from time to time without changing the run: afterwards weights, gradients, buffers and the
/// optimizer are as before. What an instrument must remember between measurements it declares by being an
/// <see cref="Tasks.IRunState"/> too; checkpoints then hold it.
/// </summary>
public interface IInstrument : IDisposable
{
    /// <summary>The name on the command line, in kebab-case; the log's keys are <c>NAME/KEY</c>.</summary>
    string Name { get; }

    /// <summary>Measures the run as it stands after a step.</summary>
    /// <param name="run">The run. Its buffers and gradients may be used: the caller restores them.</param>
    /// <returns>Values by key, in kebab-case.</returns>
    IReadOnlyDictionary<string, double> Measure(InstrumentedRun run);
}
