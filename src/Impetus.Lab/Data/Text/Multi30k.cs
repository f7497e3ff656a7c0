using Impetus.Lab.Data.Sets;

namespace Impetus.Lab.Data.Text;

/// <summary>Multi30k, task 1 (Elliott et al. 2016): descriptions of photographs, the test part of 2016.</summary>
public static class Multi30k
{
    private static readonly string[] Languages = ["de", "en", "fr"];

    /// <summary>Reads all parts.</summary>
    /// <param name="source">The language that is translated: <c>de</c>, <c>en</c> or <c>fr</c>.</param>
    /// <param name="target">The language that it is translated to.</param>
    /// <exception cref="LabException">The set is not at hand, a file is not the published one, or a language is unknown.</exception>
    public static ParallelText Load(string source = "de", string target = "en") => Load(DataFolder.Current, source, target);

    /// <summary>Reads all parts from another place.</summary>
    /// <param name="folder">Where data sets lie.</param>
    /// <param name="source">The language that is translated: <c>de</c>, <c>en</c> or <c>fr</c>.</param>
    /// <param name="target">The language that it is translated to.</param>
    /// <exception cref="LabException">The set is not at hand, a file is not the published one, or a language is unknown.</exception>
    public static ParallelText Load(DataFolder folder, string source, string target)
    {
        string? unknown = new[] { source, target }.FirstOrDefault(language => !Languages.Contains(language));
        return unknown is null
            ? new(Part("train"), Part("val"), Part("test_2016_flickr"))
            : throw new LabException($"multi30k has no language '{unknown}'; it has {string.Join(", ", Languages)}.");

        IReadOnlyList<SentencePair> Part(string part) => SentencePair.Pair(
            folder.ReadText(TextSets.Multi30k, $"{part}.{source}"),
            folder.ReadText(TextSets.Multi30k, $"{part}.{target}"),
            $"multi30k/{part}");
    }
}
