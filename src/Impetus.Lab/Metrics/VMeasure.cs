namespace Impetus.Lab.Metrics;

/// <summary>How well clusters and classes agree, whatever they are called (Rosenberg and Hirschberg 2007).</summary>
internal static class VMeasure
{
    /// <summary>
    /// The harmonic mean of homogeneity (each cluster has members of one class alone) and completeness (all members of a class are in
    /// one cluster), from 0 to 1.
    /// </summary>
    /// <param name="clusters">The cluster of each example.</param>
    /// <param name="classes">The class of each example.</param>
    public static double Of(IReadOnlyList<int> clusters, IReadOnlyList<int> classes)
    {
        double classEntropy = Entropy(classes), clusterEntropy = Entropy(clusters);
        // Entropy of both together, less that of one, is what the other leaves open.
        double joint = Entropy([.. clusters.Zip(classes)]);
        double homogeneity = classEntropy == 0 ? 1 : 1 - ((joint - clusterEntropy) / classEntropy);
        double completeness = clusterEntropy == 0 ? 1 : 1 - ((joint - classEntropy) / clusterEntropy);
        return homogeneity + completeness == 0 ? 0 : 2 * homogeneity * completeness / (homogeneity + completeness);
    }

    private static double Entropy<TKind>(IReadOnlyList<TKind> kinds)
        where TKind : notnull => -kinds.CountBy(static kind => kind).Sum(count => (double)count.Value / kinds.Count * Math.Log((double)count.Value / kinds.Count));
}
