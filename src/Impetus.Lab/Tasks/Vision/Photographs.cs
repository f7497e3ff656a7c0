using Impetus.Lab.Data;
using Impetus.Lab.Data.Images;
using Impetus.Lab.Data.Images.Folders;
using Impetus.Lab.Data.Sets;

namespace Impetus.Lab.Tasks.Vision;

/// <summary>Photographs in folders: those that <c>IMPETUS_IMAGES</c> names, else ImageNet, else Tiny ImageNet.</summary>
internal static class Photographs
{
    /// <summary>The variable that names a folder of the user's own.</summary>
    public const string Variable = "IMPETUS_IMAGES";

    private const int PaperSide = 224;

    // The smallest that a network for large images makes something of.
    private const int SmallSide = 64;

    /// <summary>Lists the images; they are decoded when they are drawn.</summary>
    /// <param name="scale">Images are 224 pixels wide at paper scale, 64 below it.</param>
    /// <exception cref="LabException">There are none, or the folder is not as it should be.</exception>
    public static ImageParts Load(Scale scale)
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } own)
        {
            return Load(scale, PublishedFolder());
        }

        try
        {
            return Directory.Exists(own) ? Load(scale, own)
                : throw new LabException(File.Exists(own) ? $"{own} is a file: name a folder." : $"there is no folder {own}.");
        }
        catch (LabException error)
        {
            throw new LabException($"{Variable}={own}: {error.Message}", error);
        }
    }

    /// <summary>Lists the images of a folder.</summary>
    /// <inheritdoc cref="Load(Scale)"/>
    public static ImageParts Load(Scale scale, string path)
    {
        ImageFolder folder = ImageFolder.Open(path);
        int side = scale == Scale.Paper ? PaperSide : SmallSide;
        return new ImageParts(
            new FolderImages(folder.Training, side),
            new FolderImages(folder.Validation, side),
            new FolderImages(folder.Test, side),
            ImageNormalization.ImageNet(side * side))
        {
            Data = DataIdentity.Of(Path.GetFullPath(path), folder, Variable),
        };
    }

    private static string PublishedFolder() =>
        DataFolder.Current.Find(ImageSets.ImageNet) ?? DataFolder.Current.Find(ImageSets.TinyImageNet) ?? throw new LabException(
            $"There are no photographs at hand: run './impetus data get imagenet --from FOLDER' or './impetus data get tiny-imagenet', or name a folder with one folder of images for each class in {Variable}.");
}
