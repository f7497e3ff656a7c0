namespace Impetus.Cli.List;

/// <summary>A publication.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Authors">Its authors, as BibTeX writes them.</param>
/// <param name="Venue">Where it appeared.</param>
/// <param name="Year">When it appeared.</param>
/// <param name="Bibtex">Its BibTeX entry.</param>
internal sealed record ListedPaper(string Title, string Authors, string Venue, int Year, string Bibtex)
{
    /// <summary>The first author's family name and the year.</summary>
    internal string Short
    {
        get
        {
            string[] authors = Authors.Split(" and ");
            string[] names = [.. authors.Select(author => author.Split(' ')[^1])];
            return names.Length switch
            {
                1 => $"{names[0]} {Year}",
                2 => $"{names[0]} and {names[1]} {Year}",
                _ => $"{names[0]} et al. {Year}",
            };
        }
    }

    /// <summary>Describes a publication.</summary>
    public static ListedPaper Of(Publication publication)
        => new(publication.Title, publication.Authors, publication.Venue, publication.Year, publication.Bibtex);
}
