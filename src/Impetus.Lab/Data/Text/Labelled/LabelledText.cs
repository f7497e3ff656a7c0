namespace Impetus.Lab.Data.Text.Labelled;

/// <summary>A text with its label, or a pair of texts with that of both.</summary>
/// <param name="Text">The text.</param>
/// <param name="Second">What it is paired with; null for a text alone.</param>
/// <param name="Label">The label, as it is written.</param>
/// <param name="Place">Where it stands, for messages: <c>my.tsv, line 7</c>.</param>
public sealed record LabelledText(string Text, string? Second, string Label, string Place);
