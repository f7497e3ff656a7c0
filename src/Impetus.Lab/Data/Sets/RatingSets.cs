namespace Impetus.Lab.Data.Sets;

/// <summary>Ratings of items by users.</summary>
public static class RatingSets
{
    /// <summary>MovieLens 100K (Harper, Konstan 2015). Many copies have four more rows, of a user 0 that is none.</summary>
    public static DataSet MovieLens100K { get; } = new()
    {
        Name = "movielens-100k",
        Summary = "100,000 ratings of 1,682 films by 943 users, 1 to 5 stars, with genres and the users' age, gender, occupation",
        License = "GroupLens: for research, no redistribution",
        Page = "https://grouplens.org/datasets/movielens/100k/",
        Downloads = [new("https://files.grouplens.org/datasets/movielens/ml-100k.zip") { Checksum = new("0e33842e24a9c977be4e0107933c0723") }],
        Files =
        [
            new("u.data", 1_979_173, "6e47046882bad158b0efbb84cd5cb987"),
            new("u.item", 236_344, "c9e7f390115d79079537301d5204f3f7"),
            new("u.user", 22_628, "1b53539edc13caad0282c8500608a319"),
        ],
    };

    /// <summary>MovieLens Latest Small (Harper, Konstan 2015). The publisher may replace it, so no checksum is known.</summary>
    public static DataSet MovieLensLatestSmall { get; } = new()
    {
        Name = "movielens-latest-small",
        Summary = "about 100,000 ratings of 9,700 films by 610 users, half a star to 5 stars, with genres",
        License = "GroupLens: for research, no redistribution",
        Page = "https://grouplens.org/datasets/movielens/latest/",
        Downloads = [new("https://files.grouplens.org/datasets/movielens/ml-latest-small.zip")],
        Files = [new("ratings.csv", null, (Checksum?)null), new("movies.csv", null, (Checksum?)null)],
    };
}
