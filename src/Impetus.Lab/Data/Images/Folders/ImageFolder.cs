namespace Impetus.Lab.Data.Images.Folders;

/// <summary>
/// Images in folders, one for each class. Three layouts are known: that of ImageNet (<c>train/CLASS/*.JPEG</c>,
/// <c>val/CLASS/*.JPEG</c>); that of Tiny ImageNet (<c>train/CLASS/images/*.JPEG</c>, <c>val/images</c> with
/// <c>val_annotations.txt</c>, the classes in <c>wnids.txt</c>); and <c>CLASS/*.png</c>, from which test images are taken by chance.
/// Files are listed and not opened.
/// </summary>
public sealed class ImageFolder
{
    // The division belongs to the folder, not to a run.
    private const ulong DivisionSeed = 2026;
    private const int MostValidation = 10_000;
    private const int HeldOutShare = 10;

    private ImageFolder(IReadOnlyList<string> classes, LabelledFiles training, LabelledFiles? judged)
    {
        ReadOnlySpan<int> order = new DeterministicRandom(DivisionSeed).Permutation(training.Count);
        int heldOut = Math.Max(1, Math.Min(MostValidation, training.Count / HeldOutShare));
        if (judged is null)
        {
            judged = training.Select(order[..heldOut]);
            order = order[heldOut..];
        }
        else
        {
            judged = judged.Select(new DeterministicRandom(DivisionSeed).Permutation(judged.Count));
        }

        Classes = classes;
        Test = judged;
        Validation = training.Select(order[..heldOut]);
        Training = training.Select(order[heldOut..]);
    }

    /// <summary>The classes, in the order of their numbers.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>What the optimizer sees, in random order.</summary>
    public LabelledFiles Training { get; }

    /// <summary>What learning rates are judged by: a tenth of the training images, at most 10,000, in random order.</summary>
    public LabelledFiles Validation { get; }

    /// <summary>The images of <c>val</c>, in random order; where there are none, a tenth of all, at most 10,000.</summary>
    public LabelledFiles Test { get; }

    /// <summary>Lists the images of a folder.</summary>
    /// <param name="path">The folder, or one that holds nothing but it.</param>
    /// <exception cref="LabException">There is no such folder, it has no known layout, or a class has no images; the message names what is wrong.</exception>
    public static ImageFolder Open(string path)
    {
        if (!Directory.Exists(path))
        {
            throw new LabException($"There is no folder {path}.");
        }

        try
        {
            string root = Root(path);
            string trainingFolder = Path.Combine(root, "train");
            bool isDivided = Directory.Exists(trainingFolder);
            string[] classes = ClassNames(root, isDivided ? trainingFolder : root);
            LabelledFiles training = FilesOf(isDivided ? trainingFolder : root, classes);
            return new ImageFolder(classes, training, isDivided ? Judged(root, classes) : null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new LabException($"The images in {path} cannot be listed: {error.Message}", error);
        }
    }

    // Archives are often unpacked into a folder of their own.
    private static string Root(string path)
    {
        string[] folders = [.. Directory.EnumerateDirectories(path).Where(static folder => !Path.GetFileName(folder).StartsWith('.'))];
        return folders is [var only] && Directory.EnumerateDirectories(only).Any() && Path.GetFileName(only) != "train" ? only : path;
    }

    private static string[] ClassNames(string root, string trainingFolder)
    {
        string listed = Path.Combine(root, "wnids.txt");
        string[] classes = File.Exists(listed)
            ? File.ReadAllLines(listed).Select(static line => line.Trim()).Where(static line => line.Length > 0).ToArray()
            : [.. Directory.EnumerateDirectories(trainingFolder).Select(Path.GetFileName).OfType<string>().Where(static name => !name.StartsWith('.')).Order(StringComparer.Ordinal)];
        string? missing = classes.FirstOrDefault(name => !Directory.Exists(Path.Combine(trainingFolder, name)));
        return missing is not null ? throw new LabException($"The class {missing} of {listed} has no folder in {trainingFolder}.")
            : classes.Length >= 2 ? classes
            : throw new LabException($"The folder {trainingFolder} has {(classes.Length == 0 ? "no folders" : "one folder alone")}: expected one for each class, at least two, with its images (PNG or JPEG), or folders 'train' and 'val' with such folders.");
    }

    private static LabelledFiles Judged(string root, string[] classes)
    {
        string folder = Path.Combine(root, "val");
        if (!Directory.Exists(folder))
        {
            throw new LabException($"The folder {root} has training images in 'train', but no folder 'val' beside it.");
        }

        string annotations = Path.Combine(folder, "val_annotations.txt");
        if (File.Exists(annotations))
        {
            return Annotated(folder, annotations, classes);
        }

        string[] present = [.. Directory.EnumerateDirectories(folder).Select(Path.GetFileName).OfType<string>().Where(static name => !name.StartsWith('.'))];
        string? unknown = present.Except(classes).Order(StringComparer.Ordinal).FirstOrDefault();
        return unknown is not null ? throw new LabException($"The class {unknown} in {folder} is not among the {classes.Length} classes in {Path.Combine(root, "train")}.")
            : present.Length > 0 ? FilesOf(folder, classes)
            : throw new LabException($"The images in {folder} are not sorted into folders by class, and there is no val_annotations.txt that says what they show.");
    }

    // A line is a file, a class and the place of the object, divided by tabs.
    private static LabelledFiles Annotated(string folder, string annotations, string[] classes)
    {
        Dictionary<string, int> numbers = classes.Index().ToDictionary(static pair => pair.Item, static pair => pair.Index);
        List<string> names = [];
        List<int> labels = [];
        foreach ((int index, string line) in File.ReadLines(annotations).Index())
        {
            string[] fields = line.Split('\t', StringSplitOptions.TrimEntries);
            if (fields.Length < 2 || Path.GetFileName(fields[0]) != fields[0] || fields[0].Length == 0)
            {
                throw new LabException($"Line {index + 1} of {annotations} is no file and class divided by a tab.");
            }

            names.Add(fields[0]);
            labels.Add(numbers.TryGetValue(fields[1], out int number) ? number : throw new LabException(
                $"Line {index + 1} of {annotations}: the class {fields[1]} is not among the {classes.Length} classes that have training images."));
        }

        return names.Count > 0
            ? new LabelledFiles([.. Enumerable.Repeat(Path.Combine(folder, "images"), classes.Length)], names, labels)
            : throw new LabException($"The file {annotations} is empty.");
    }

    private static LabelledFiles FilesOf(string folder, string[] classes)
    {
        string[] folders = [.. classes.Select(name => Path.Combine(folder, name)).Select(static own => Path.Combine(own, "images") is var inner && Directory.Exists(inner) ? inner : own)];
        List<string> names = [];
        List<int> labels = [];
        foreach ((int label, string own) in folders.Index())
        {
            string[] images = Directory.Exists(own) ? [.. Directory.EnumerateFiles(own).Where(IsImage).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)] : [];
            if (images.Length == 0)
            {
                throw new LabException($"The class {classes[label]} has no images: there is no PNG or JPEG file in {own}.");
            }

            names.AddRange(images);
            labels.AddRange(Enumerable.Repeat(label, images.Length));
        }

        return new LabelledFiles(folders, names, labels);
    }

    private static bool IsImage(string path) =>
        Path.GetExtension(path).ToUpperInvariant() is ".PNG" or ".JPG" or ".JPEG" && !Path.GetFileName(path).StartsWith('.');
}
