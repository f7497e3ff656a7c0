namespace Impetus.Lab.Data.Fetching;

/// <summary>How far a fetch has come.</summary>
/// <param name="What">What is going on, for people: an address, a package, a file.</param>
/// <param name="Bytes">Bytes that are there, those of an earlier attempt included.</param>
/// <param name="Total">Bytes in all; null where nobody says.</param>
public readonly record struct FetchProgress(string What, long Bytes = 0, long? Total = null);
