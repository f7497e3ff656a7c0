using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace Impetus.Lab.Tests.Data.Fetching;

/// <summary>Archives made by hand, honest and hostile ones.</summary>
internal static class Archives
{
    public static byte[] TarGz(params (string Name, byte[] Content)[] files) =>
        TarGz([.. files.Select(file => (TarEntry)new PaxTarEntry(TarEntryType.RegularFile, file.Name) { DataStream = new MemoryStream(file.Content) })]);

    public static byte[] TarGz(params TarEntry[] entries)
    {
        using MemoryStream target = new();
        using (TarWriter writer = new(new GZipStream(target, CompressionLevel.Fastest)))
        {
            Array.ForEach(entries, writer.WriteEntry);
        }

        return target.ToArray();
    }

    /// <summary>A tar archive whose only header has what no writer would write.</summary>
    public static byte[] Tar(string name, char kind, string mode, byte[] content, string? size = null)
    {
        byte[] header = new byte[512];
        Put(0, name);
        Put(100, mode);
        Put(108, "0000000");
        Put(116, "0000000");
        Put(124, size ?? Convert.ToString(content.Length, 8).PadLeft(11, '0'));
        Put(136, "00000000000");
        Put(148, "        ");
        header[156] = (byte)kind;
        Put(257, "ustar  ");
        Put(148, Convert.ToString(header.Sum(part => part), 8).PadLeft(6, '0') + "\0 ");
        return [.. header, .. content, .. new byte[(1024 - (content.Length % 512)) + 512]];

        void Put(int start, string text) => Encoding.Latin1.GetBytes(text).CopyTo(header, start);
    }

    public static byte[] Zip(params (string Name, byte[] Content)[] files)
    {
        using MemoryStream target = new();
        using (ZipArchive archive = new(target, ZipArchiveMode.Create))
        {
            foreach ((string name, byte[] content) in files)
            {
                using Stream stream = archive.CreateEntry(name).Open();
                stream.Write(content);
            }
        }

        return target.ToArray();
    }

    public static byte[] ZipWithLink(string name, string target)
    {
        using MemoryStream content = new();
        using (ZipArchive archive = new(content, ZipArchiveMode.Create))
        {
            ZipArchiveEntry entry = archive.CreateEntry(name);
            entry.ExternalAttributes = unchecked((int)0xA1FF0000);
            using Stream stream = entry.Open();
            stream.Write(Encoding.UTF8.GetBytes(target));
        }

        return content.ToArray();
    }
}
