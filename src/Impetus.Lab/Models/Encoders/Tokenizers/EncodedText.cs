namespace Impetus.Lab.Models.Encoders.Tokenizers;

/// <summary>A text, or a pair of texts, as an encoder reads it.</summary>
/// <param name="Tokens">All tokens, with those that begin, divide and end.</param>
/// <param name="FirstSegment">How many of them are of the first segment; all unless the encoder tells the two texts of a pair apart.</param>
public readonly record struct EncodedText(IReadOnlyList<int> Tokens, int FirstSegment);
