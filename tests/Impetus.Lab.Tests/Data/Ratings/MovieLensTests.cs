using Impetus.Lab.Data.Ratings;

namespace Impetus.Lab.Tests.Data.Ratings;

public sealed class MovieLensTests
{
    private const string NoGenres = "0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0";

    [Fact]
    public void Ratings_count_users_and_items_from_zero() => Assert.Equal(
        [new(195, 241, 3, 881250949), new(0, 0, 5, 2)],
        MovieLens100K.ParseRatings("196\t242\t3\t881250949\r\n1\t1\t5\t2\n", users: 200, items: 250, "u.data"));

    [Theory]
    [InlineData("1\t2\t3", "no rating")]
    [InlineData("0\t1\t3\t4", "no user '0'")]
    [InlineData("1\t11\t3\t4", "no item '11'")]
    [InlineData("1\t1\t6\t4", "not '6'")]
    [InlineData("1\t1\tNaN\t4", "not 'NaN'")]
    [InlineData("1\t1\t3\t-4", "not '-4'")]
    [InlineData("", "no rating")]
    public void A_line_that_is_no_rating_is_told_by_its_number(string line, string reason)
    {
        string message = Assert.Throws<LabException>(() => MovieLens100K.ParseRatings($"1\t1\t1\t1\n{line}\n1\t1\t1\t1\n", 10, 10, "u.data")).Message;

        Assert.Contains("u.data, line 2", message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Films_have_their_genres()
    {
        IReadOnlyList<IReadOnlyList<bool>> genres = MovieLens100K.ParseGenres($"1|A (1995)|d||u|1|{NoGenres}\n2|Les Misérables|||u|{NoGenres}|1\n", "u.item");

        Assert.Equal([0], genres[0].Index().Where(genre => genre.Item).Select(genre => genre.Index));
        Assert.Equal([18], genres[1].Index().Where(genre => genre.Item).Select(genre => genre.Index));
        Assert.Contains("line 2", Assert.Throws<LabException>(() => MovieLens100K.ParseGenres($"1|A|||u|1|{NoGenres}\n3|B|||u|1|{NoGenres}", "u.item")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_split_is_always_the_same_and_loses_nothing()
    {
        Rating[] ratings = [.. Enumerable.Range(0, 105).Select(k => new Rating(k, 0, 1, k))];

        RatingData data = RatingData.Split(105, [], [[]], ratings);

        Assert.Equal((85, 10, 10), (data.Training.Count, data.Validation.Count, data.Test.Count));
        Assert.Equal(ratings, data.Training.Concat(data.Validation).Concat(data.Test).OrderBy(rating => rating.User));
        Assert.Equal(data.Training, RatingData.Split(105, [], [[]], ratings).Training);
    }
}
