namespace Impetus.Lab.Tasks.Translation;

/// <summary>A sentence and its translation as tokens.</summary>
/// <param name="Source">Tokens of the sentence, with the end.</param>
/// <param name="Target">Tokens of the translation, without start and end.</param>
/// <param name="Reference">The translation as text.</param>
internal sealed record EncodedPair(int[] Source, int[] Target, string Reference);
