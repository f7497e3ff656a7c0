namespace Impetus.Lab.Data.Ratings;

/// <summary>What one user thinks of one item.</summary>
/// <param name="User">The user, from 0.</param>
/// <param name="Item">The item, from 0.</param>
/// <param name="Value">Stars.</param>
/// <param name="Time">When, in seconds since 1970.</param>
public readonly record struct Rating(int User, int Item, float Value, long Time);
