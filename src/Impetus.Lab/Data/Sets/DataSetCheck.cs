using Impetus.Lab.Data.Images.Folders;

namespace Impetus.Lab.Data.Sets;

/// <summary>What became of a look at every byte of a set.</summary>
/// <param name="Set">The set.</param>
/// <param name="Place">Where its files are; null if they are not at hand.</param>
/// <param name="Fault">What is wrong with them; null if nothing is.</param>
public sealed record DataSetCheck(DataSet Set, string? Place, string? Fault)
{
    /// <summary>Checks a set.</summary>
    /// <param name="folder">Where data sets lie.</param>
    /// <param name="set">The set.</param>
    public static DataSetCheck Of(DataFolder folder, DataSet set)
    {
        string? place = folder.Find(set);
        if (place is null)
        {
            return new(set, null, null);
        }

        try
        {
            foreach (DataFile file in set.Files)
            {
                folder.Read(set, file.Name);
            }

            if (set.IsImageFolder)
            {
                ImageFolder.Open(place);
            }

            return new(set, place, null);
        }
        catch (LabException error)
        {
            // A folder of images may be the user's own: it is never replaced unasked.
            return new(set, place, set.IsImageFolder ? $"{error.Message.TrimEnd('.')}: fix {place}, or remove it and {DataFolder.Remedy(set)}" : error.Message);
        }
    }
}
