using Impetus.Cli.Shared.Errors;
using Impetus.Lab;

namespace Impetus.Cli.Shared.Output;

/// <summary>Files that a user names for results.</summary>
internal static class OutputFile
{
    /// <summary>Fails before the work where its result could not be written after it. Leaves an existing file as it is.</summary>
    /// <param name="option">The option that names the file, with its dashes.</param>
    /// <param name="file">Its value.</param>
    /// <exception cref="BadInputException">It is no file, its folder does not exist, or no file can be made there.</exception>
    public static void Check(string option, string file)
    {
        if (file.Length == 0)
        {
            throw new BadInputException($"{option} needs the name of a file");
        }

        string path = Path.GetFullPath(file);
        if (Directory.Exists(path))
        {
            throw new BadInputException($"{option} needs a file, and {path} is a folder");
        }

        if (!Directory.Exists(Path.GetDirectoryName(path)))
        {
            throw new BadInputException($"{option} cannot write {path}: its folder does not exist");
        }

        try
        {
            DurableFile.Probe(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{option} cannot write {path}: its folder takes no files ({error.Message.TrimEnd('.')}); fix its permissions, or name another file");
        }
    }
}
