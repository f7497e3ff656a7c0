namespace Impetus.Lab.Tasks;

/// <summary>Something that a run has to remember beside weights and optimizer: its checkpoints hold it.</summary>
public interface IRunState
{
    /// <summary>
    /// What there is to remember, as named vectors of numbers. A whole number up to 2⁵³ survives exactly. Where several processes train the run,
    /// it is what one process would have to remember, and all call this alike.
    /// </summary>
    IReadOnlyDictionary<string, double[]> Save();

    /// <summary>Goes on from what <see cref="Save"/> gave.</summary>
    void Restore(IReadOnlyDictionary<string, double[]> saved);
}
