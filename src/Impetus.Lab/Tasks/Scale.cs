namespace Impetus.Lab.Tasks;

/// <summary>How much an experiment may spend.</summary>
public enum Scale
{
    /// <summary>Seconds: proves that the path works, says nothing about optimizers.</summary>
    Smoke,

    /// <summary>Minutes on two cores, enough seeds to carry a claim.</summary>
    Cpu,

    /// <summary>The sizes of the literature, for a machine that can.</summary>
    Paper,
}
