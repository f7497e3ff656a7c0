using Impetus.Lab.Data.Images.Folders;

namespace Impetus.Lab.Tests.Data.Images.Folders;

public sealed class ImageFolderTests : IDisposable
{
    private static readonly string[] Names = ["n01", "n02", "n10"];

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("impetus-images-");

    public void Dispose() => _root.Delete(recursive: true);

    [Theory]
    [InlineData("imagenet", 60, 9)]
    [InlineData("tiny", 60, 6)]
    [InlineData("classes", 60, 6)]
    [InlineData("unpacked", 60, 9)]
    public void Every_image_is_in_one_part_with_the_class_of_its_folder(string layout, int training, int test)
    {
        Write(layout);
        ImageFolder folder = ImageFolder.Open(_root.FullName);

        Assert.Equal(layout == "tiny" ? Names.Reverse() : Names, folder.Classes);
        Assert.Equal(training, folder.Training.Count + folder.Validation.Count + (layout == "classes" ? folder.Test.Count : 0));
        Assert.Equal((training / 10, test), (folder.Validation.Count, folder.Test.Count));
        LabelledFiles[] parts = [folder.Training, folder.Validation, folder.Test];
        string[] paths = [.. parts.SelectMany(static part => Enumerable.Range(0, part.Count).Select(part.PathOf))];
        Assert.Equal(paths.Length, paths.Distinct().Count());
        foreach (LabelledFiles part in parts)
        {
            foreach (int position in Enumerable.Range(0, part.Count))
            {
                // The class is known from the pixels as well.
                int label = ImageFile.Read(part.PathOf(position)).Samples.Min() / 90;
                Assert.Equal(Names[label], folder.Classes[part.LabelOf(position)]);
            }
        }

        // The first images of a part, which small budgets take, are of all classes; always the same ones.
        Assert.Equal(3, Enumerable.Range(0, 15).Select(folder.Training.LabelOf).Distinct().Count());
        ImageFolder again = ImageFolder.Open(_root.FullName);
        Assert.Equal(Enumerable.Range(0, folder.Training.Count).Select(folder.Training.PathOf), Enumerable.Range(0, again.Training.Count).Select(again.Training.PathOf));
    }

    [Theory]
    [InlineData("n02 has no images", "train/n02")]
    [InlineData("no folder 'val'", "val")]
    [InlineData("expected one for each class", "train/n02,train/n10")]
    public void What_is_missing_is_named(string message, string removed)
    {
        Write("imagenet");
        foreach (string path in removed.Split(',').Select(path => Path.Combine(_root.FullName, path)))
        {
            Directory.Delete(path, recursive: true);
            if (message.StartsWith("n02", StringComparison.Ordinal))
            {
                Directory.CreateDirectory(path);
                File.WriteAllText(Path.Combine(path, "readme.txt"), "no image");
            }
        }

        Assert.Contains(message, Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Classes_that_training_lacks_and_images_that_are_not_sorted_are_refused()
    {
        Write("imagenet");
        Pictures.WriteClasses(Path.Combine(_root.FullName, "val"), 1, "n99");
        Assert.Contains("The class n99", Refusal(), StringComparison.Ordinal);

        Directory.Delete(Path.Combine(_root.FullName, "val"), recursive: true);
        Directory.CreateDirectory(Path.Combine(_root.FullName, "val"));
        Assert.Contains("not sorted into folders", Refusal(), StringComparison.Ordinal);

        File.WriteAllText(Path.Combine(_root.FullName, "val", "val_annotations.txt"), "a.png\tn01\t0\nb.png\tn77\t0\n");
        Assert.Contains("Line 2 of", Refusal(), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_root.FullName, "val", "val_annotations.txt"), "../../a.png\tn01\t0\n");
        Assert.Contains("Line 1 of", Refusal(), StringComparison.Ordinal);
        Assert.Contains("no folder /nonexistent", Assert.Throws<LabException>(() => ImageFolder.Open("/nonexistent")).Message, StringComparison.Ordinal);
    }

    private string Refusal() => Assert.Throws<LabException>(() => ImageFolder.Open(_root.FullName)).Message;

    private void Write(string layout)
    {
        string root = layout == "unpacked" ? Path.Combine(_root.FullName, "archive-of-images") : _root.FullName;
        string training = layout == "classes" ? root : Path.Combine(root, "train"), judged = Path.Combine(root, "val");
        Pictures.WriteClasses(training, 20, Names);
        if (layout is "imagenet" or "unpacked")
        {
            Pictures.WriteClasses(judged, 3, Names);
        }

        if (layout == "tiny")
        {
            foreach (string name in Names)
            {
                string own = Path.Combine(training, name), aside = Path.Combine(root, name);
                Directory.Move(own, aside);
                Directory.CreateDirectory(own);
                Directory.Move(aside, Path.Combine(own, "images"));
                File.WriteAllText(Path.Combine(own, $"{name}_boxes.txt"), "0.png\t0\t0\t9\t9\n");
            }

            Directory.CreateDirectory(Path.Combine(judged, "images"));
            (string Name, int Label)[] images = [.. Enumerable.Range(0, 6).Select(static image => ($"val_{image}.png", image % 3))];
            Array.ForEach(images, image => File.WriteAllBytes(Path.Combine(judged, "images", image.Name), Pictures.Png(Pictures.Make(9, 9, image.Label))));
            File.WriteAllLines(Path.Combine(judged, "val_annotations.txt"), images.Select(static image => $"{image.Name}\t{Names[image.Label]}\t0\t0\t8\t8"));
            File.WriteAllLines(Path.Combine(root, "wnids.txt"), Names.Reverse());
        }
    }
}
