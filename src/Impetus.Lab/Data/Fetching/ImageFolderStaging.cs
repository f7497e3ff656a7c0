using Impetus.Lab.Data.Images.Folders;
using Impetus.Lab.Data.Sets;

namespace Impetus.Lab.Data.Fetching;

/// <summary>Brings sets that are folders of images into the data folder. Nothing is taken that is not laid out as images are.</summary>
internal static class ImageFolderStaging
{
    private const long MostBytes = 4L << 30;
    private const int MostFiles = 2_000_000;
    private const int MostDepth = 5;

    /// <summary>Leaves a folder of the user's own where it is, and links to it.</summary>
    /// <exception cref="LabException">It has no known layout, or there is another folder in the place of the link.</exception>
    public static void Link(DataFolder folder, DataSet set, string source)
    {
        ImageFolder.Open(source);
        string target = Free(folder, set);
        Directory.CreateSymbolicLink(target, Path.GetFullPath(source));
    }

    /// <summary>Unpacks the images of an archive, and the text files that say what they show.</summary>
    /// <exception cref="LabException">The archive is damaged or too large, what is in it has no known layout, or there is another folder in its place.</exception>
    public static void Unpack(DataFolder folder, DataSet set, StagingFolder staging, string archive)
    {
        string unpacked = Path.Combine(staging.Path, "unpacked");
        HashSet<string> folders = [Directory.CreateDirectory(unpacked).FullName];
        long bytes = 0;
        int files = 0;
        ArchiveFiles.VisitPaths(archive, MostBytes, (name, content) =>
        {
            if (!IsWanted(name))
            {
                return;
            }

            string path = Path.GetFullPath(Path.Combine(unpacked, name));
            if (folders.Add(Path.GetDirectoryName(path)!))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            }

            using FileStream file = File.Create(path);
            content.CopyTo(file);
            bytes += file.Length;
            if (bytes > MostBytes || ++files > MostFiles)
            {
                throw new LabException($"The archive {archive} is refused: it has more than {MostFiles:N0} images or {MostBytes:N0} bytes.");
            }
        });
        if (files == 0)
        {
            throw new LabException($"{archive} holds nothing of {set.Name}: no images in folders");
        }

        ImageFolder.Open(unpacked);
        Directory.Move(unpacked, Free(folder, set));
    }

    // Names that lead out of an archive never come this far; neither do links.
    private static bool IsWanted(string name)
    {
        string[] parts = name.Split('/');
        return parts.Length is >= 2 and <= MostDepth
            && parts.All(static part => part.Length is > 0 and <= 255 && (part == "." || part[0] != '.') && !part.Contains('\\') && !part.Any(char.IsControl))
            && Path.GetExtension(name).ToUpperInvariant() is ".PNG" or ".JPG" or ".JPEG" or ".TXT";
    }

    private static string Free(DataFolder folder, DataSet set)
    {
        string target = folder.FolderOf(set);
        if (new DirectoryInfo(target) is { LinkTarget: not null } link)
        {
            link.Delete();
        }

        return !Path.Exists(target) ? target : throw new LabException($"{target} is there already: it is used as it is; remove it to get {set.Name} anew");
    }
}
