using Impetus.Lab.Data;
using Impetus.Lab.Data.Sets;
using Impetus.Lab.Problems;
using Impetus.Lab.Problems.Regression;

namespace Impetus.Lab.Papers.Am;

/// <summary>The data sets of Section 4.1: those of LIBSVM that are at hand, or else generated ones of the same kinds.</summary>
internal static class ConvexData
{
    // The smallest first; the last one has six classes.
    private static readonly string[] Names = ["a1a", "german.numer_scale", "splice_scale", "a5a", "mushrooms", "a9a", "ijcnn1", "madelon", "satimage.scale"];

    /// <summary>The sets that are at hand.</summary>
    /// <param name="most">The most sets to take.</param>
    /// <param name="missing">The names of those that are not.</param>
    /// <exception cref="LabException">A file is damaged or another one.</exception>
    public static IReadOnlyList<ConvexDataSet> AtHand(int most, out IReadOnlyList<string> missing)
    {
        (DataSet Set, bool IsAtHand)[] sets = [.. Names.Select(DataSets.Named).Select(set => (set, DataFolder.Current.Find(set) is not null))];
        missing = [.. sets.Where(entry => !entry.IsAtHand).Select(entry => entry.Set.Name)];
        return [.. sets.Where(entry => entry.IsAtHand).Take(most).Select(entry => new ConvexDataSet(entry.Set.Name, Load(entry.Set)))];
    }

    /// <summary>One-hot features like those of a9a, scaled ones like those of german.numer, and six classes like satimage.</summary>
    /// <param name="seed">Where the random numbers start.</param>
    /// <param name="count">How many examples each has.</param>
    public static IReadOnlyList<ConvexDataSet> Generated(ulong seed, int count) =>
    [
        new("generated one-hot", Generate(seed, 0, count, classes: 2, OneHot)),
        new("generated scaled", Generate(seed, 1, count, classes: 2, Correlated)),
        new("generated six classes", Generate(seed, 2, count, classes: 6, Correlated)),
    ];

    private static SparseData Load(DataSet set)
    {
        using StreamReader reader = new(new MemoryStream(DataFolder.Current.Read(set, set.Name)));
        return SparseData.Of(LibsvmFile.Read(reader, set.Name), set.Name);
    }

    private static SparseData Generate(ulong seed, ulong part, int count, int classes, Features features)
    {
        const int Most = 128;
        DeterministicRandom random = DeterministicRandom.For(seed, part);
        double[][] weights = [.. Enumerable.Range(0, classes).Select(_ => random.NextNormalPoint(Most))];
        List<LibsvmExample> examples = [];
        for (int example = 0; example < count; example++)
        {
            (int[] indices, double[] values) = features(ref random);
            // The class of the largest score, some of it chance, as in a multinomial model.
            int label = Enumerable.Range(0, classes).MaxBy(k => indices.Zip(values, (index, value) => weights[k][index] * value).Sum());
            examples.Add(new(random.NextUniform() < 0.1 ? random.Next(classes) : label, null, indices, values));
        }

        return SparseData.Of(examples, "generated data");
    }

    private delegate (int[] Indices, double[] Values) Features(ref DeterministicRandom random);

    /// <summary>Fourteen questions with two to fifteen answers, the first of which is the most common.</summary>
    private static (int[] Indices, double[] Values) OneHot(ref DeterministicRandom random)
    {
        int[] indices = new int[14];
        for (int question = 0, start = 1; question < indices.Length; start += question + 2, question++)
        {
            double share = random.NextUniform();
            indices[question] = start + (int)(share * share * (question + 2));
        }

        return (indices, [.. indices.Select(_ => 1.0)]);
    }

    /// <summary>Thirty features in [−1, 1] that go up and down together.</summary>
    private static (int[] Indices, double[] Values) Correlated(ref DeterministicRandom random)
    {
        double[] common = random.NextNormalPoint(3), own = random.NextNormalPoint(30);
        return ([.. Enumerable.Range(1, 30)], [.. own.Select((value, k) => Math.Tanh(0.3 + common[k % 3] + (0.5 * value)))]);
    }
}

/// <summary>A data set with a name.</summary>
/// <param name="Name">What rows and figures call it.</param>
/// <param name="Data">Its examples.</param>
internal sealed record ConvexDataSet(string Name, SparseData Data);
