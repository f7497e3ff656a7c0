using System.Reflection;
using Impetus.Lab.Data;
using Impetus.Lab.Data.Encoders;
using Impetus.Lab.Data.Fetching;

namespace Impetus.Lab.Tests.Models.Encoders;

/// <summary>MiniLM, made once of the package that restoring this project brings.</summary>
internal static class MiniLmFolder
{
    private static readonly Lazy<DataFolder> Folder = new(Make);

    public static string Assembly { get; } = typeof(MiniLmFolder).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static data => data.Key == "MiniLM").Value!;

    public static DataFolder Data => Folder.Value;

    public static string Path => Data.FolderOf(Impetus.Lab.Data.Sets.Checkpoints.MiniLm);

    public static byte[] Network() => EmbeddedResources.Read(Assembly, MiniLmPackage.Network);

    private static DataFolder Make()
    {
        DirectoryInfo root = Directory.CreateTempSubdirectory("impetus-minilm-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => root.Delete(recursive: true);
        DataFolder folder = new(root.FullName);
        new DataSetFetcher(folder).Take(Impetus.Lab.Data.Sets.Checkpoints.MiniLm, Assembly);
        return folder;
    }
}
