namespace Impetus.Lab.Instruments;

/// <summary>An instrument that can be asked for by name.</summary>
/// <param name="Name">The name on the command line, in kebab-case.</param>
/// <param name="Summary">What it measures, in one line.</param>
/// <param name="Create">Makes one for a run.</param>
public sealed record RegisteredInstrument(string Name, string Summary, Func<IInstrument> Create);
