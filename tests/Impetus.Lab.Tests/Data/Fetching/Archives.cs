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
