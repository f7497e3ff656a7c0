using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;

namespace Impetus.Lab.Training.Checkpoints;

/// <summary>What a checkpoint consists of, so that damage is found when it is read: <c>manifest.json</c>.</summary>
/// <param name="Format">Always <see cref="CurrentFormat"/>.</param>
/// <param name="Step">Steps taken.</param>
/// <param name="Validation">The metric that the validation curve had after this very step; null where it was not evaluated.</param>
/// <param name="Files">Every other file of the checkpoint.</param>
internal sealed record CheckpointManifest(string Format, [property: Range(0.0, double.MaxValue)] long Step, double? Validation, IReadOnlyList<CheckpointFile> Files)
{
    /// <summary>The format that this program writes and reads.</summary>
    public const string CurrentFormat = "impetus-checkpoint-2";

    /// <summary>The manifest's own file.</summary>
    public const string FileName = "manifest.json";

    // Same files, but of a network engine whose numbers this one does not continue.
    private const string FormatBeforeTorchSharp = "impetus-checkpoint-1";

    /// <summary>Describes the files of a folder as they are.</summary>
    public static CheckpointManifest Of(string folder, long step, double? validation) => new(
        CurrentFormat,
        step,
        validation,
        [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(CheckpointFile.Of)]);

    /// <summary>Reads a checkpoint's manifest and every byte of its files.</summary>
    /// <exception cref="InvalidDataException">Something is missing or damaged; the message says what.</exception>
    /// <exception cref="LabException">The manifest is damaged, or the checkpoint is one of the engine before TorchSharp; the message says which.</exception>
    public static CheckpointManifest Verify(string folder)
    {
        CheckpointManifest manifest = Read(folder);
        foreach (CheckpointFile expected in manifest.Files)
        {
            string path = Path.Combine(folder, expected.Name);
            if (!File.Exists(path))
            {
                throw new InvalidDataException($"{expected.Name} is missing");
            }

            CheckpointFile actual = CheckpointFile.Of(path);
            if (actual != expected)
            {
                throw new InvalidDataException(actual.Bytes == expected.Bytes
                    ? $"the checksum of {expected.Name} is wrong"
                    : $"{expected.Name} has {actual.Bytes} bytes instead of {expected.Bytes}");
            }
        }

        return manifest;
    }

    /// <summary>Reads a checkpoint's manifest alone.</summary>
    /// <exception cref="InvalidDataException">It is missing or of another format.</exception>
    /// <exception cref="LabException">It is damaged, or the checkpoint is one of the engine before TorchSharp.</exception>
    public static CheckpointManifest Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            throw new InvalidDataException($"{FileName} is missing");
        }

        CheckpointManifest manifest = TrainingJson.Read<CheckpointManifest>(path, "an older checkpoint will do");
        if (manifest.Format == FormatBeforeTorchSharp)
        {
            throw new LabException(
                $"{folder} was written by a version of Impetus with another network engine, before TorchSharp; this one would go on to other numbers. Finish the run with that version, or begin it anew in another folder.");
        }

        return manifest.Format != CurrentFormat || manifest.Files.Count == 0 ? throw new InvalidDataException($"{FileName} is not of the format {CurrentFormat}")
            : manifest.Files.FirstOrDefault(static file => Path.GetFileName(file.Name) != file.Name) is { } stranger ? throw new InvalidDataException($"{FileName} names '{stranger.Name}', which is no file of the checkpoint")
            : manifest;
    }
}

/// <summary>A file of a checkpoint.</summary>
/// <param name="Name">Its name in the checkpoint's folder.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its checksum in hexadecimal.</param>
internal sealed record CheckpointFile(string Name, [property: Range(0.0, double.MaxValue)] long Bytes, string Sha256)
{
    /// <summary>Measures a file.</summary>
    public static CheckpointFile Of(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return new CheckpointFile(Path.GetFileName(path), stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }
}
