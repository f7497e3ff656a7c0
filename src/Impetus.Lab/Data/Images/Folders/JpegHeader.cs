using System.Buffers.Binary;

namespace Impetus.Lab.Data.Images.Folders;

/// <summary>What a JPEG file (ITU-T T.81) says about its pixels before they are decoded.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Components">1 for grey, 3 for colours, 4 for the inks of printing.</param>
internal sealed record JpegHeader(int Width, int Height, int Components)
{
    private const byte StartOfScan = 0xDA;
    private const byte EndOfImage = 0xD9;

    // A block of 64 samples takes a bit or more, in whatever colours.
    private const long MostPixelsOfByte = 8 * 64;

    // Markers of frames that are decoded: baseline, extended, progressive; all with Huffman codes.
    private const byte Baseline = 0xC0;
    private const byte Progressive = 0xC2;

    /// <summary>Reads the segments up to the first scan, and looks whether the image has an end.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="mostPixels">More pixels are refused.</param>
    /// <param name="source">What the file is called in messages.</param>
    /// <exception cref="LabException">The file is damaged, truncated, too large, or of a kind that is not read.</exception>
    public static JpegHeader Parse(ReadOnlySpan<byte> content, long mostPixels, string source)
    {
        mostPixels = Math.Min(mostPixels, content.Length * MostPixelsOfByte);
        JpegHeader? header = null;
        int position = 2;
        while (true)
        {
            byte marker = ReadMarker(content, ref position, source);
            if (marker is 0x01 or (>= 0xD0 and <= 0xD8))
            {
                continue;
            }

            int length = position + 2 <= content.Length ? BinaryPrimitives.ReadUInt16BigEndian(content[position..]) : 0;
            if (marker == EndOfImage || length < 2 || position + length > content.Length)
            {
                throw Damaged(source, "it is truncated");
            }

            ReadOnlySpan<byte> segment = content.Slice(position + 2, length - 2);
            position += length;
            if (marker == StartOfScan)
            {
                // A thumbnail has an end of its own, but before the first scan.
                return content[position..].IndexOf([(byte)0xFF, EndOfImage]) < 0 ? throw Damaged(source, "it is truncated: its end is missing")
                    : header ?? throw Damaged(source, "it has no header");
            }

            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                header = ParseFrame(marker, segment, mostPixels, source);
            }
        }
    }

    /// <summary>A message about a damaged file.</summary>
    internal static LabException Damaged(string source, string what) => new($"The JPEG file {source} is damaged: {what}.");

    private static byte ReadMarker(ReadOnlySpan<byte> content, ref int position, string source)
    {
        if (position >= content.Length || content[position] != 0xFF)
        {
            throw Damaged(source, position >= content.Length ? "it is truncated" : $"at byte {position} there is no segment");
        }

        while (position < content.Length && content[position] == 0xFF)
        {
            position++;
        }

        return position < content.Length ? content[position++] : throw Damaged(source, "it is truncated");
    }

    private static JpegHeader ParseFrame(byte marker, ReadOnlySpan<byte> segment, long mostPixels, string source)
    {
        if (segment.Length < 6)
        {
            throw Damaged(source, "its header is too short");
        }

        int bits = segment[0], components = segment[5];
        int height = BinaryPrimitives.ReadUInt16BigEndian(segment[1..]), width = BinaryPrimitives.ReadUInt16BigEndian(segment[3..]);
        return marker is < Baseline or > Progressive || bits != 8 || components is not (1 or 3 or 4) || height == 0
                ? throw new LabException($"The image {source} is a JPEG of a kind that is not read (process {marker & 0x0F}, {bits} bits, {components} components, {height} rows): only baseline and progressive ones with 8 bits are; save it again as such.")
            : width == 0 ? throw Damaged(source, "its header says 0 columns")
            : (long)width * height > mostPixels ? throw new LabException($"The image {source} is too large: {width}x{height} pixels; at most {mostPixels:N0} are read.")
            : new(width, height, components);
    }
}
