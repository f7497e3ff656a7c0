using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Impetus.Lab.Data.Sets;

/// <summary>A known fingerprint of a file: the MD5 that its publisher gives, or a SHA-256.</summary>
/// <param name="Hexadecimal">32 digits for MD5, 64 for SHA-256, in lower case.</param>
public readonly record struct Checksum(string Hexadecimal)
{
    /// <summary>What the digits are: <c>MD5</c> or <c>SHA-256</c>.</summary>
    public string Algorithm => Hexadecimal.Length == 32 ? "MD5" : "SHA-256";

    /// <summary>The same kind of fingerprint of a stream, read to its end.</summary>
    /// <param name="content">The stream.</param>
    [SuppressMessage("Security", "CA5351", Justification = "MD5 is what the publishers of data sets give.")]
    public Checksum Of(Stream content) => new(Convert.ToHexStringLower(
        Hexadecimal.Length == 32 ? MD5.HashData(content) : SHA256.HashData(content)));

    /// <summary>The algorithm and the digits.</summary>
    public override string ToString() => $"{Algorithm} {Hexadecimal}";
}
