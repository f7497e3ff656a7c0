namespace Impetus.Lab.Comparisons;

/// <summary>How a comparison chooses learning rates.</summary>
public enum LearningRateTuning
{
    /// <summary>The rate that is spelled with the optimizer, or its default.</summary>
    None,

    /// <summary>A third, one and three times that rate, each for a quarter of the budget, judged on the validation split.</summary>
    Grid,

    /// <summary>The rates that the task's paper tried, judged in the same way; at paper scale the setting that it chose, where it says so.</summary>
    Published,

    /// <summary>So many points of each optimizer's search space, the rates a tenth to ten times that rate, judged in the same way; its defaults are the first.</summary>
    Random,

    /// <summary>
    /// Successive halving (Jamieson and Talwalkar 2016) of the same points: all with a part of that budget, then the better half with twice as much,
    /// and so on; the last two have all of it.
    /// </summary>
    Halving,
}
