using System.Security.Cryptography;
using System.Text;
using Impetus.Lab.Data;
using Impetus.Lab.Models.Encoders;

namespace Impetus.Lab.Tasks.Texts;

/// <summary>Which texts and which encoder a task has.</summary>
internal static class TextIdentity
{
    /// <summary>Tells them by their content, wherever they lie.</summary>
    /// <param name="source">What the texts are called.</param>
    /// <param name="checksum">A checksum of the texts; empty for a published set, whose files are verified.</param>
    /// <param name="encoder">The encoder.</param>
    /// <param name="variable">The variable that may name the encoder; null if an option did.</param>
    public static DataIdentity Of(string source, string checksum, PretrainedEncoder encoder, string? variable)
    {
        string name = $"{source} with the encoder {Path.GetFileName(Path.TrimEndingDirectorySeparator(encoder.Folder))}";
        return new(name, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{(checksum.Length > 0 ? checksum : source)} {encoder.Sha256()}"))), variable);
    }
}
