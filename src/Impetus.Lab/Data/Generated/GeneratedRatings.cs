using System.Text;

namespace Impetus.Lab.Data.Generated;

/// <summary>The files of MovieLens 100K: ratings that follow from user and film, with noise.</summary>
internal static class GeneratedRatings
{
    private const int Users = 943, Films = 200, Ratings = 8_000, Genres = 19;

    /// <summary>The content of a file.</summary>
    /// <param name="file">Its name.</param>
    public static byte[] Content(string file)
    {
        DeterministicRandom random = new(1);
        return Encoding.Latin1.GetBytes(file switch
        {
            "u.data" => Lines(Ratings, _ =>
            {
                int user = random.Next(Users), film = random.Next(Films);
                return $"{user + 1}\t{film + 1}\t{1 + (((user % 3) + (film % 2) + random.Next(3)) % 5)}\t874724710";
            }),
            "u.item" => Lines(Films, film => $"{film + 1}|Film {film + 1}|01-Jan-1995||http://localhost/{film + 1}|{string.Join('|', Enumerable.Range(0, Genres).Select(genre => genre == film % Genres ? 1 : 0))}"),
            _ => Lines(Users, user => $"{user + 1}|30|M|other|00000"),
        });
    }

    private static string Lines(int count, Func<int, string> line) => string.Join('\n', Enumerable.Range(0, count).Select(line)) + "\n";
}
