using System.Text;

namespace Impetus.Checkpoints;

/// <summary>Texts that are the same when they are read again.</summary>
internal static class StorableText
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Refuses a text with half of a pair of surrogates, for which UTF-8 has nothing.</summary>
    /// <exception cref="ArgumentException">It has one.</exception>
    public static void Require(string text)
    {
        try
        {
            _ = Strict.GetByteCount(text);
        }
        catch (EncoderFallbackException fault)
        {
            throw new ArgumentException($"'{text}' cannot be written to a file: character {fault.Index + 1} is half of one (a lone surrogate).", nameof(text), fault);
        }
    }
}
