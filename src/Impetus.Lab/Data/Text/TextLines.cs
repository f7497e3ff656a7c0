using System.Text;

namespace Impetus.Lab.Data.Text;

/// <summary>The lines of a text file in UTF-8, plain or gzipped.</summary>
public static class TextLines
{
    // Far more than any table of texts that is trained on here.
    private const long MostBytes = 1L << 30;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads all lines, whichever way they end. A mark of the encoding at the start is passed over.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="LabException">It is missing, or in another encoding; the message names the line.</exception>
    public static IReadOnlyList<string> Read(string path)
    {
        byte[] bytes = InflatedFile.Read(path, MostBytes);
        ReadOnlySpan<byte> rest = bytes;
        if (rest is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            throw new LabException($"{path} is in UTF-16: turn it into UTF-8 first, for instance by 'iconv -f UTF-16 -t UTF-8'.");
        }

        rest = rest is [0xEF, 0xBB, 0xBF, ..] ? rest[3..] : rest;
        List<string> lines = [];
        while (!rest.IsEmpty)
        {
            int end = rest.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + 1)..];
            lines.Add(Decode(line is [.., (byte)'\r'] ? line[..^1] : line, path, lines.Count + 1));
        }

        return lines;
    }

    private static string Decode(ReadOnlySpan<byte> line, string path, int number)
    {
        try
        {
            return Strict.GetString(line);
        }
        catch (DecoderFallbackException error)
        {
            throw new LabException($"{path}, line {number}, is not in UTF-8: turn the file into it first, for instance by 'iconv -f LATIN1 -t UTF-8'.", error);
        }
    }
}
