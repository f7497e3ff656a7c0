using Impetus.Lab;
using Impetus.Lab.Data;
using Impetus.Lab.Data.Images;
using Impetus.Lab.Data.Sets;
using Impetus.Report;

namespace Impetus.Cli.Doctor;

/// <summary>Data to read, room to write, and what reports are drawn with.</summary>
internal static class Places
{
    private const long EnoughBytes = 1L << 30;

    /// <summary>Looks at them.</summary>
    public static IEnumerable<Finding> Examine() => [FashionMnistImages(), RunsFolder(), Curves()];

    private static Finding FashionMnistImages()
    {
        try
        {
            _ = FashionMnist.Load();    // checks every file to the last byte
            return new("Fashion-MNIST", FindingState.Good, DataFolder.Current.Require(ImageSets.FashionMnist)) { NeededBy = NetworkEngine.Verbs };
        }
        catch (LabException error)
        {
            return new("Fashion-MNIST", FindingState.Missing, "not installed, or damaged") { NeededBy = NetworkEngine.Verbs, Remedy = error.Message };
        }
    }

    // Runs go below the current folder.
    private static Finding RunsFolder()
    {
        string here = Directory.GetCurrentDirectory();
        string runs = Path.Combine(here, "runs");
        if (!CanWrite(Directory.Exists(runs) ? runs : here))
        {
            return new("Run folder", FindingState.Missing, $"cannot write to {runs}")
            {
                NeededBy = NetworkEngine.Verbs,
                Remedy = "change to a folder that you may write to",
            };
        }

        long free = new DriveInfo(here).AvailableFreeSpace;
        string value = $"{runs}, {free / (double)(1L << 30):F1} GiB free";
        return free >= EnoughBytes
            ? new("Run folder", FindingState.Good, value) { NeededBy = NetworkEngine.Verbs }
            : new("Run folder", FindingState.Weak, value) { NeededBy = NetworkEngine.Verbs, Remedy = "make room: less than 1 GiB is left" };
    }

    private static Finding Curves()
        => typeof(ComparisonReport).Assembly.GetManifestResourceNames().Any(name => name.StartsWith("uPlot/", StringComparison.Ordinal))
            ? new("Report curves", FindingState.Good, "interactive")
            : new("Report curves", FindingState.Weak, "static only") { Remedy = "install npm: the next build takes uPlot from it" };

    private static bool CanWrite(string folder)
    {
        try
        {
            using FileStream probe = new(Path.Combine(folder, Path.GetRandomFileName()), new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                Options = FileOptions.DeleteOnClose,
            });
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
