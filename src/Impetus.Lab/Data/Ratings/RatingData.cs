namespace Impetus.Lab.Data.Ratings;

/// <summary>Ratings in three parts, and what is known of items.</summary>
/// <param name="Users">Number of users.</param>
/// <param name="Genres">The names of the genres.</param>
/// <param name="ItemGenres">For every item, which genres it has; its length is the number of items.</param>
/// <param name="Training">What the optimizer sees.</param>
/// <param name="Validation">What learning rates are judged by.</param>
/// <param name="Test">Touched once per run, after the last step.</param>
public sealed record RatingData(
    int Users,
    IReadOnlyList<string> Genres,
    IReadOnlyList<IReadOnlyList<bool>> ItemGenres,
    IReadOnlyList<Rating> Training,
    IReadOnlyList<Rating> Validation,
    IReadOnlyList<Rating> Test)
{
    // The split belongs to the data, not to a run.
    private const ulong SplitSeed = 2026;

    /// <summary>Number of items.</summary>
    public int Items => ItemGenres.Count;

    /// <summary>Divides ratings at random, always in the same way: eight tenths for training, one each for validation and testing.</summary>
    /// <param name="users">Number of users.</param>
    /// <param name="genres">The names of the genres.</param>
    /// <param name="itemGenres">For every item, which genres it has.</param>
    /// <param name="ratings">All ratings.</param>
    public static RatingData Split(int users, IReadOnlyList<string> genres, IReadOnlyList<IReadOnlyList<bool>> itemGenres, IReadOnlyList<Rating> ratings)
    {
        Rating[] shuffled = Array.ConvertAll(new DeterministicRandom(SplitSeed).Permutation(ratings.Count), position => ratings[position]);
        int tenth = ratings.Count / 10;
        return new(users, genres, itemGenres, shuffled[(2 * tenth)..], shuffled[..tenth], shuffled[tenth..(2 * tenth)]);
    }
}
