using Impetus.Lab.Data.Sets;

namespace Impetus.Lab.Data.Text;

/// <summary>WikiText-2 (Merity et al. 2017), word level: good articles of Wikipedia with rare words as <c>&lt;unk&gt;</c>.</summary>
public static class WikiText2
{
    /// <summary>Reads all parts.</summary>
    /// <exception cref="LabException">The set is not at hand, or a file is damaged or not the published one.</exception>
    public static TextParts Load() => Load(DataFolder.Current);

    /// <summary>Reads all parts from another place.</summary>
    /// <param name="folder">Where data sets lie.</param>
    /// <exception cref="LabException">The set is not at hand, or a file is damaged or not the published one.</exception>
    public static TextParts Load(DataFolder folder) => new(
        folder.ReadText(TextSets.WikiText2, "wiki.train.tokens"),
        folder.ReadText(TextSets.WikiText2, "wiki.valid.tokens"),
        folder.ReadText(TextSets.WikiText2, "wiki.test.tokens"));
}
