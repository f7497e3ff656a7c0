using System.Globalization;
using System.Text;
using Impetus.Algebra;
using Impetus.Lab.Data.Sets;

namespace Impetus.Lab.Data.Ratings;

/// <summary>
/// MovieLens 100K (Harper, Konstan 2015). <c>u.data</c> has a line <c>user ⇥ item ⇥ stars ⇥ time</c> for each rating, with
/// numbers from 1; <c>u.item</c> has a line <c>item|title|…|19 times 0 or 1</c> for each film, in Latin-1.
/// </summary>
public static class MovieLens100K
{
    private const int Users = 943;

    private static readonly string[] GenreNames =
    [
        "unknown", "Action", "Adventure", "Animation", "Children's", "Comedy", "Crime", "Documentary", "Drama", "Fantasy",
        "Film-Noir", "Horror", "Musical", "Mystery", "Romance", "Sci-Fi", "Thriller", "War", "Western",
    ];

    /// <summary>Reads all ratings, divided 80,000 / 10,000 / 10,000.</summary>
    /// <exception cref="LabException">The set is not at hand, or a file is damaged or not the published one.</exception>
    public static RatingData Load() => Load(DataFolder.Current);

    /// <summary>Reads all ratings from another place.</summary>
    /// <param name="folder">Where data sets lie.</param>
    /// <exception cref="LabException">The set is not at hand, or a file is damaged or not the published one.</exception>
    public static RatingData Load(DataFolder folder)
    {
        IReadOnlyList<IReadOnlyList<bool>> genres = ParseGenres(Encoding.Latin1.GetString(folder.Read(RatingSets.MovieLens100K, "u.item")), "movielens-100k/u.item");
        return RatingData.Split(
            Users,
            GenreNames,
            genres,
            ParseRatings(folder.ReadText(RatingSets.MovieLens100K, "u.data"), Users, genres.Count, "movielens-100k/u.data"));
    }

    /// <summary>Reads lines of ratings.</summary>
    /// <param name="text">The text of <c>u.data</c>, or of a part like <c>u1.base</c>.</param>
    /// <param name="users">Number of users.</param>
    /// <param name="items">Number of items.</param>
    /// <param name="source">What the text is called in messages.</param>
    /// <exception cref="LabException">A line cannot be read; the message has its number.</exception>
    public static IReadOnlyList<Rating> ParseRatings(string text, int users, int items, string source)
    {
        List<Rating> ratings = [];
        foreach ((int index, string line) in text.TrimEnd().Split('\n').Index())
        {
            string place = $"{source}, line {index + 1}";
            string[] fields = line.TrimEnd('\r').Split('\t');
            ratings.Add(fields.Length == 4
                ? new(Number(fields[0], users, "user", place), Number(fields[1], items, "item", place), Stars(fields[2], place), Time(fields[3], place))
                : throw new LabException($"{place}: '{line}' is no rating: write user, item, stars and time with tabs between them"));
        }

        return ratings;
    }

    /// <summary>Reads which genres every film has.</summary>
    /// <param name="text">The text of <c>u.item</c>.</param>
    /// <param name="source">What the text is called in messages.</param>
    /// <exception cref="LabException">A line cannot be read; the message has its number.</exception>
    public static IReadOnlyList<IReadOnlyList<bool>> ParseGenres(string text, string source)
    {
        List<bool[]> genres = [];
        foreach ((int index, string line) in text.TrimEnd().Split('\n').Index())
        {
            string[] fields = line.TrimEnd('\r').Split('|');
            bool isFilm = fields.Length == 5 + GenreNames.Length && fields[0] == $"{index + 1}" && fields[5..].All(field => field is "0" or "1");
            genres.Add(isFilm
                ? Array.ConvertAll(fields[5..], field => field == "1")
                : throw new LabException($"{source}, line {index + 1}: this is not film {index + 1} with five fields and {GenreNames.Length} genres, divided by '|'"));
        }

        return genres;
    }

    private static int Number(string field, int count, string what, string place) =>
        NumberText.TryParse(field, NumberStyles.None, out int number) && number >= 1 && number <= count
            ? number - 1
            : throw new LabException($"{place}: there is no {what} '{field}'; they are numbered 1 to {count}");

    /// <summary>Reads stars.</summary>
    internal static float Stars(string field, string place) =>
        NumberText.TryParse(field, NumberStyles.AllowDecimalPoint, out float stars) && stars is >= 0.5f and <= 5
            ? stars
            : throw new LabException($"{place}: a rating has 0.5 to 5 stars, not '{field}'");

    /// <summary>Reads a time.</summary>
    internal static long Time(string field, string place) =>
        NumberText.TryParse(field, NumberStyles.None, out long time)
            ? time
            : throw new LabException($"{place}: the time must be a whole number of seconds, not '{field}'");
}
