namespace Impetus.Lab.Data.Images.Folders;

/// <summary>Image files and their classes.</summary>
/// <param name="folders">The folder of the files of each class; sets have millions of files in few folders.</param>
/// <param name="names">The files' names.</param>
/// <param name="labels">The class of each file.</param>
public sealed class LabelledFiles(IReadOnlyList<string> folders, IReadOnlyList<string> names, IReadOnlyList<int> labels)
{
    /// <summary>Number of files.</summary>
    public int Count => names.Count;

    /// <summary>Number of classes.</summary>
    public int Classes => folders.Count;

    /// <summary>The path of a file.</summary>
    /// <param name="position">Its position, 0 to <see cref="Count"/> − 1.</param>
    public string PathOf(int position) => Path.Combine(folders[labels[position]], names[position]);

    /// <summary>The class of a file.</summary>
    /// <param name="position">Its position, 0 to <see cref="Count"/> − 1.</param>
    public int LabelOf(int position) => labels[position];

    /// <summary>The files with the given positions, in that order.</summary>
    public LabelledFiles Select(ReadOnlySpan<int> positions)
    {
        string[] selected = new string[positions.Length];
        int[] classes = new int[positions.Length];
        for (int k = 0; k < positions.Length; k++)
        {
            (selected[k], classes[k]) = (names[positions[k]], labels[positions[k]]);
        }

        return new LabelledFiles(folders, selected, classes);
    }
}
