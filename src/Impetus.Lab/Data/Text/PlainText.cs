using System.Text;
using Impetus.Lab.Data.Sets;

namespace Impetus.Lab.Data.Text;

/// <summary>
/// Any text in one file of UTF-8, plain or gzipped: the first nine tenths are for training, the next twentieth for
/// validation, the rest for testing. Parts end at the end of a line where there is one.
/// </summary>
public static class PlainText
{
    private const long MostBytes = 1L << 29;

    /// <summary>Reads Tiny Shakespeare.</summary>
    /// <exception cref="LabException">The set is not at hand, or its file is damaged or not the published one.</exception>
    public static TextParts TinyShakespeare() => TinyShakespeare(DataFolder.Current);

    /// <summary>Reads Tiny Shakespeare from another place.</summary>
    /// <param name="folder">Where data sets lie.</param>
    /// <exception cref="LabException">The set is not at hand, or its file is damaged or not the published one.</exception>
    public static TextParts TinyShakespeare(DataFolder folder) =>
        Split(folder.ReadText(TextSets.TinyShakespeare, "input.txt"), TextSets.TinyShakespeare.Name);

    /// <summary>Reads a file of the user's own.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="LabException">The file cannot be read, is not UTF-8, or too short to be divided.</exception>
    public static TextParts Load(string path)
    {
        byte[] content = InflatedFile.Read(path, MostBytes);
        try
        {
            return Split(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content).TrimStart('\uFEFF'), path);
        }
        catch (DecoderFallbackException error)
        {
            throw new LabException($"The text {path} is not UTF-8: byte {error.Index:N0} fits no character; convert it first.", error);
        }
    }

    /// <summary>Divides a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">What it is called in messages.</param>
    /// <exception cref="LabException">A part would be empty.</exception>
    public static TextParts Split(string text, string source)
    {
        int training = Cut(text, (int)(text.Length * 0.90));
        int validation = Cut(text, Math.Max(training, (int)(text.Length * 0.95)));
        return training > 0 && validation > training && validation < text.Length
            ? new TextParts(text[..training], text[training..validation], text[validation..])
            : throw new LabException($"The text {source} is too short, with {text.Length:N0} characters, to be divided into training, validation and test parts.");
    }

    // Behind the next line feed if one is near, else between two characters.
    private static int Cut(string text, int position)
    {
        int line = text.AsSpan(position, Math.Min(text.Length / 100, text.Length - position)).IndexOf('\n');
        int cut = line >= 0 ? position + line + 1 : position;
        return cut > 0 && cut < text.Length && char.IsSurrogatePair(text[cut - 1], text[cut]) ? cut + 1 : cut;
    }
}
