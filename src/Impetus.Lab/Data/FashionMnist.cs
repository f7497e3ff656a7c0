using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Impetus.Lab.Data;

/// <summary>
/// Fashion-MNIST (Xiao, Rasul, Vollgraf 2017): 60,000 training and 10,000 test images of clothing, 28×28 grey pixels, ten
/// classes. Debian carries it as <c>dataset-fashion-mnist</c>.
/// </summary>
public static class FashionMnist
{
    /// <summary>The variable that names a folder of the user's own data.</summary>
    public const string FolderVariable = "IMPETUS_DATA";

    private const string Name = "fashion-mnist";
    private const string PackageFolder = "/usr/share/datasets/fashion-mnist";
    private const int Side = 28;
    private const int Classes = 10;
    private const int ValidationImages = 6_000;

    private static readonly Part Training = new(
        60_000,
        new("train-images-idx3-ubyte", "f4a8712d7a061bf5bd6d2ca38dc4d50a"),
        new("train-labels-idx1-ubyte", "9018921c3c673c538a1fc5bad174d6f9"));

    private static readonly Part Test = new(
        10_000,
        new("t10k-images-idx3-ubyte", "8181f5470baa50b63fa0f6fddb340f0a"),
        new("t10k-labels-idx1-ubyte", "15d484375f8d13e6eb1aabb0c3f46965"));

    /// <summary>Reads all 70,000 images; 6,000 of the training images become the validation part.</summary>
    /// <exception cref="LabException">A file is missing, damaged or not the published one.</exception>
    public static ImageClassificationData Load() => Load(Folder());

    /// <summary>Reads the four files of a folder.</summary>
    /// <param name="folder">A folder with the IDX files, plain or with <c>.gz</c> behind their names.</param>
    /// <exception cref="LabException">A file is missing, damaged or not the published one.</exception>
    public static ImageClassificationData Load(string folder) =>
        ImageClassificationData.Split(Read(folder, Training), Read(folder, Test), ValidationImages);

    /// <summary>
    /// Where the files are: in the folder that <c>IMPETUS_DATA</c> names (or its sub-folder <c>fashion-mnist</c>) if it is
    /// set, else where Debian's package puts them.
    /// </summary>
    /// <exception cref="LabException">No folder holds them.</exception>
    public static string Folder()
    {
        string? own = Environment.GetEnvironmentVariable(FolderVariable);
        IEnumerable<string> candidates = string.IsNullOrEmpty(own) ? [PackageFolder] : [Path.Combine(own, Name), own];
        return candidates.FirstOrDefault(folder => Find(folder, Training.Images.Name) is not null) ?? throw new LabException(
            $"Fashion-MNIST was not found in {string.Join(" or ", candidates)}: there is no {Training.Images.Name}.gz. "
            + (string.IsNullOrEmpty(own)
                ? $"Install it with 'apt-get install dataset-fashion-mnist', or set {FolderVariable} to a folder that holds its four IDX files."
                : $"Put its four IDX files there, or unset {FolderVariable} to use the Debian package dataset-fashion-mnist."));
    }

    private static LabelledImages Read(string folder, Part part)
    {
        IdxFile images = Read(folder, part.Images, rank: 3, part.Count);
        IdxFile labels = Read(folder, part.Labels, rank: 1, part.Count);
        return new LabelledImages(images.Elements, labels.Elements, Side, Side, Classes);
    }

    [SuppressMessage("Security", "CA5351", Justification = "The checksum guards against damage, and MD5 is the published one.")]
    private static IdxFile Read(string folder, PublishedFile published, int rank, int count)
    {
        string path = Find(folder, published.Name) ?? throw new LabException(
            $"The data file {Path.Combine(folder, published.Name)}.gz is missing (looked for it with and without .gz): "
            + $"Fashion-MNIST has {count:N0} {(rank == 3 ? "images" : "labels")} in it.");
        IdxFile file = IdxFile.Read(path, rank);
        int[] expected = rank == 3 ? [count, Side, Side] : [count];
        if (!file.Sizes.SequenceEqual(expected))
        {
            throw new LabException($"The data file {path} has the sizes {string.Join("x", file.Sizes)}; Fashion-MNIST has {string.Join("x", expected)} there.");
        }

        string checksum = Convert.ToHexStringLower(MD5.HashData(file.Content.Span));
        return checksum == published.Checksum ? file : throw new LabException(
            $"The data file {path} is not the published one of Fashion-MNIST: its inflated content has the MD5 {checksum}, expected {published.Checksum}.");
    }

    private static string? Find(string folder, string name) =>
        new[] { name + ".gz", name }.Select(file => Path.Combine(folder, file)).FirstOrDefault(File.Exists);

    private sealed record PublishedFile(string Name, string Checksum);

    private sealed record Part(int Count, PublishedFile Images, PublishedFile Labels);
}
