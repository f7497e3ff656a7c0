using Impetus.Lab.Data.Sets;

namespace Impetus.Lab.Data.Generated;

/// <summary>
/// Small made-up data in the files of a published set, so that the whole way from file to result can be walked where the set is not
/// at hand. They can be learnt a little, and say nothing about anything.
/// </summary>
internal static class GeneratedSet
{
    /// <summary>Writes the files of a set.</summary>
    /// <param name="set">The set.</param>
    /// <param name="folder">Its folder; made if missing.</param>
    /// <exception cref="LabException">Nothing is generated for this set.</exception>
    public static void Write(DataSet set, string folder)
    {
        Directory.CreateDirectory(folder);
        if (set == Sets.Checkpoints.MiniLm)
        {
            GeneratedEncoder.Write(folder);
            return;
        }

        foreach (DataFile file in set.Files)
        {
            File.WriteAllBytes(Path.Combine(folder, file.Name), Content(set, file.Name));
        }
    }

    private static byte[] Content(DataSet set, string file) => set.Name switch
    {
        "fashion-mnist" or "mnist" => GeneratedImages.Idx(file),
        "cifar10" => GeneratedImages.Cifar(file, labelBytes: 1, classes: 10, images: file.StartsWith("data", StringComparison.Ordinal) ? 1_300 : 500),
        "cifar100" => GeneratedImages.Cifar(file, labelBytes: 2, classes: 100, images: file.StartsWith("train", StringComparison.Ordinal) ? 6_500 : 500),
        "ptb" or "wikitext-2" => GeneratedText.Words(file),
        "multi30k" => GeneratedText.Sentences(file),
        "movielens-100k" => GeneratedRatings.Content(file),
        _ when set.Name.StartsWith("glue-", StringComparison.Ordinal) => GeneratedLabelledTexts.Glue(set.Name, file),
        _ when EmbeddingSets.All.Contains(set) => GeneratedLabelledTexts.Judging(set.Name, file),
        _ => throw new LabException($"nothing is generated for the data set {set.Name}: {DataFolder.Remedy(set)}"),
    };
}
