using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Impetus.Lab.Data.Images.Folders;
using Impetus.Lab.Data.Text;

namespace Impetus.Lab.Data;

/// <summary>Which data a task has loaded, where its name alone does not say it.</summary>
/// <param name="Name">What it is and how much, in words. The same data may lie elsewhere under another name.</param>
/// <param name="Sha256">A checksum in hexadecimal; equal for equal data.</param>
/// <param name="Variable">The environment variable that names it; null if the task takes what is at hand.</param>
public sealed record DataIdentity(string Name, string Sha256, string? Variable)
{
    /// <summary>A text, by its inflated content.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="text">All of it.</param>
    /// <param name="variable">The variable that names it.</param>
    public static DataIdentity Of(string name, TextParts text, string variable)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        string[] parts = [text.Training, text.Validation, text.Test];
        Array.ForEach(parts, part => hash.AppendData(Encoding.UTF8.GetBytes(part)));
        return new(Counted(name, parts.Sum(static part => part.Length), "characters"), Finish(hash), variable);
    }

    /// <summary>A folder of images, by the class, name and size of each file in each part. The images are not read.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="variable">The variable that names it.</param>
    public static DataIdentity Of(string name, ImageFolder folder, string variable)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        LabelledFiles[] parts = [folder.Training, folder.Validation, folder.Test];
        foreach (LabelledFiles files in parts)
        {
            Append(hash, $"{files.Count} files");
            for (int position = 0; position < files.Count; position++)
            {
                FileInfo file = new(files.PathOf(position));
                Append(hash, $"{folder.Classes[files.LabelOf(position)]}/{file.Name}/{(file.Exists ? file.Length : -1)}");
            }
        }

        return new(Counted(name, parts.Sum(static files => files.Count), "images"), Finish(hash), variable);
    }

    /// <summary>Published sets, by their names: their content is verified when they are brought.</summary>
    /// <param name="names">The sets, in the order of their use.</param>
    public static DataIdentity OfSets(string names) => new(names, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(names))), null);

    /// <summary>Name and the beginning of the checksum, for people.</summary>
    public override string ToString() => $"{Name} (SHA-256 {Sha256[..Math.Min(12, Sha256.Length)]})";

    private static string Counted(string name, int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{name}, {count:N0} {what}");

    private static void Append(IncrementalHash hash, FormattableString line) =>
        hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant(line) + "\n"));

    private static string Finish(IncrementalHash hash) => Convert.ToHexStringLower(hash.GetHashAndReset());
}
