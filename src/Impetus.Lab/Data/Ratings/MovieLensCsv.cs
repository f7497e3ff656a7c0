using System.Globalization;
using Impetus.Algebra;
using Impetus.Lab.Data.Sets;

namespace Impetus.Lab.Data.Ratings;

/// <summary>
/// MovieLens as it is published since 2015: <c>ratings.csv</c> with <c>userId,movieId,rating,timestamp</c> and
/// <c>movies.csv</c> with <c>movieId,title,genres</c>, genres with <c>|</c> between them. Numbers of users and films have gaps.
/// </summary>
public static class MovieLensCsv
{
    private const string NoGenre = "(no genres listed)";

    /// <summary>Reads the small set of the latest ratings, divided into eight tenths, one and one.</summary>
    /// <exception cref="LabException">The set is not at hand, or a line cannot be read.</exception>
    public static RatingData LoadLatestSmall() => LoadLatestSmall(DataFolder.Current);

    /// <summary>Reads it from another place.</summary>
    /// <param name="folder">Where data sets lie.</param>
    /// <exception cref="LabException">The set is not at hand, or a line cannot be read.</exception>
    public static RatingData LoadLatestSmall(DataFolder folder) => Parse(
        folder.ReadText(RatingSets.MovieLensLatestSmall, "ratings.csv"),
        folder.ReadText(RatingSets.MovieLensLatestSmall, "movies.csv"),
        RatingSets.MovieLensLatestSmall.Name);

    /// <summary>Reads both files; users and films are counted from 0 in the order of their numbers.</summary>
    /// <param name="ratings">The text of <c>ratings.csv</c>.</param>
    /// <param name="movies">The text of <c>movies.csv</c>.</param>
    /// <param name="source">What the set is called in messages.</param>
    /// <exception cref="LabException">A line cannot be read; the message has its number.</exception>
    public static RatingData Parse(string ratings, string movies, string source)
    {
        SortedDictionary<int, string[]> genresOf = [];
        foreach ((string[] fields, string place) in CsvRecords.Read(movies, "movieId,title,genres", $"{source}/movies.csv"))
        {
            if (!genresOf.TryAdd(Number(fields[0], place), [.. fields[2].Split('|').Where(static genre => genre != NoGenre)]))
            {
                throw new LabException($"{place}: the film {fields[0]} has been there before");
            }
        }

        (int User, int Film, float Stars, long Time)[] read =
        [
            .. CsvRecords.Read(ratings, "userId,movieId,rating,timestamp", $"{source}/ratings.csv").Select(static line => (
                Number(line.Fields[0], line.Place),
                Number(line.Fields[1], line.Place),
                MovieLens100K.Stars(line.Fields[2], line.Place),
                MovieLens100K.Time(line.Fields[3], line.Place))),
        ];
        Dictionary<int, int> films = Places(genresOf.Keys), users = Places(read.Select(static rating => rating.User).Distinct().Order());
        int unknown = Array.FindIndex(read, rating => !films.ContainsKey(rating.Film));
        if (unknown >= 0)
        {
            throw new LabException($"{source}/ratings.csv, line {unknown + 2}: there is no film {read[unknown].Film} in movies.csv");
        }

        string[] genres = [.. genresOf.Values.SelectMany(static names => names).Distinct().Order(StringComparer.Ordinal)];
        return RatingData.Split(
            users.Count,
            genres,
            [.. genresOf.Values.Select(names => Array.ConvertAll(genres, names.Contains))],
            Array.ConvertAll(read, rating => new Rating(users[rating.User], films[rating.Film], rating.Stars, rating.Time)));
    }

    private static Dictionary<int, int> Places(IEnumerable<int> numbers) => numbers.Index().ToDictionary(static pair => pair.Item, static pair => pair.Index);

    private static int Number(string field, string place) =>
        NumberText.TryParse(field, NumberStyles.None, out int number)
            ? number
            : throw new LabException($"{place}: '{field}' is no number of a user or film");
}
