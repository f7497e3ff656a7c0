using Impetus.Lab.Data.Sets;

namespace Impetus.Lab.Data.Text;

/// <summary>
/// The Penn Treebank as Mikolov et al. (2010) prepared it: lower case, numbers as N, all but 10,000 words as
/// <c>&lt;unk&gt;</c>, one sentence a line.
/// </summary>
public static class PennTreebank
{
    /// <summary>Reads all parts.</summary>
    /// <exception cref="LabException">The set is not at hand, or a file is damaged or not the published one.</exception>
    public static TextParts Load() => Load(DataFolder.Current);

    /// <summary>Reads all parts from another place.</summary>
    /// <param name="folder">Where data sets lie.</param>
    /// <exception cref="LabException">The set is not at hand, or a file is damaged or not the published one.</exception>
    public static TextParts Load(DataFolder folder) => new(
        folder.ReadText(TextSets.PennTreebank, "ptb.train.txt"),
        folder.ReadText(TextSets.PennTreebank, "ptb.valid.txt"),
        folder.ReadText(TextSets.PennTreebank, "ptb.test.txt"));
}
