namespace Impetus.Lab.Data.Text;

/// <summary>A text as tokens.</summary>
/// <param name="Tokens">The tokens in order.</param>
/// <param name="Bytes">Bytes of the text in UTF-8: what "bits per byte" refers to, whatever the vocabulary.</param>
public sealed record TokenSequence(ReadOnlyMemory<int> Tokens, long Bytes);
