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
    public void Numbers_with_gaps_become_places_and_titles_may_hold_commas_and_quotation_marks()
    {
        const string Movies = "movieId,title,genres\r\n7,\"Good, the \"\"Bad\"\", 1966\",Western|Action\r\n3,Heat (1995),(no genres listed)\r\n";
        string ratings = "userId,movieId,rating,timestamp\n" + string.Concat(Enumerable.Range(0, 20).Select(k => $"{10 * k + 5},{(k % 2 == 0 ? 7 : 3)},4.5,{k}\n"));

        RatingData data = MovieLensCsv.Parse(ratings, Movies, "csv");

        Assert.Equal((20, 2), (data.Users, data.Items));
        Assert.Equal(["Action", "Western"], data.Genres);
        Assert.Equal([[false, false], [true, true]], data.ItemGenres);
        Assert.Equal(
            Enumerable.Range(0, 20).Select(k => new Rating(k, 1 - (k % 2), 4.5f, k)),
            data.Training.Concat(data.Validation).Concat(data.Test).OrderBy(rating => rating.User));
    }

    [Fact]
    public void A_field_in_quotation_marks_may_go_on_in_the_next_line()
    {
        (string[] Fields, string Place)[] records = [.. CsvRecords.Read("text,category\n\"\nOne, and\ntwo\",a\nthree,b\n", "text,category", "train.csv")];
        Assert.Equal([["\nOne, and\ntwo", "a"], ["three", "b"]], records.Select(static record => record.Fields));
        Assert.Equal("train.csv, line 5", records[1].Place);
        Assert.Contains("line 2: 'a\"b,c' does not have", Assert.Throws<LabException>(() => CsvRecords.Read("text,category\na\"b,c\nd,e\n", "text,category", "train.csv").ToArray()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,2,3", "ratings.csv, line 2: '1,2,3' does not have the 4 fields")]
    [InlineData("x,1,3,4", "'x' is no number")]
    [InlineData("1,2,3,4", "no film 2 in movies.csv")]
    [InlineData("1,1,9,4", "0.5 to 5 stars")]
    [InlineData("1,\"1,3,4", "does not have")]
    [InlineData("1,1\"\",3,4", "does not have")]
    public void A_line_of_a_table_that_cannot_be_read_is_told(string line, string reason)
    {
        string message = Assert.Throws<LabException>(() => MovieLensCsv.Parse($"userId,movieId,rating,timestamp\n{line}\n", "movieId,title,genres\n1,A,B\n", "csv")).Message;
        Assert.Contains(reason, message, StringComparison.Ordinal);
        Assert.Contains("movieId,title", Assert.Throws<LabException>(() => MovieLensCsv.Parse("", "id;title\n", "csv")).Message, StringComparison.Ordinal);
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
