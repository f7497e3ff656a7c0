using Impetus.Lab.Data;

namespace Impetus.Lab.Tasks.Streams;

/// <summary>
/// Which class each image belongs to in each task of a stream. The first task has the true classes. From one task to the
/// next, a share δ of the classes, chosen at random, exchange their labels so that each of them gets another one.
/// </summary>
/// <remarks>Malviya et al. 2024 (torque-aware momentum), Section 4.3. Depends on nothing but the seed.</remarks>
internal sealed class LabelFlipping
{
    // Keeps the labels apart from the order of the data, which follows from the same seed.
    private const ulong Stream = 0x1AB31;

    private readonly List<int[]> _labels;
    private readonly int _moving;
    private readonly ulong _seed;

    /// <param name="classes">Number of classes.</param>
    /// <param name="share">δ, the share of classes that change at every task, in [0, 1].</param>
    /// <param name="seed">The run's seed.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is out of range, or just one class would change, which cannot be.</exception>
    public LabelFlipping(int classes, double share, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        _moving = (int)Math.Round(share * classes);
        ArgumentOutOfRangeException.ThrowIfEqual(_moving, 1, nameof(share));
        _labels = [[.. Enumerable.Range(0, classes)]];
        _seed = DeterministicRandom.For(seed, Stream).NextBits();
    }

    /// <summary>The label of every true class.</summary>
    /// <param name="task">The number of the task, from 0.</param>
    public ReadOnlySpan<int> this[long task]
    {
        get
        {
            while (_labels.Count <= task)
            {
                _labels.Add(Next(_labels[^1], DeterministicRandom.For(_seed, (ulong)_labels.Count)));
            }

            return _labels[(int)task];
        }
    }

    private int[] Next(int[] labels, DeterministicRandom random)
    {
        int[] chosen = random.Permutation(labels.Length)[.._moving];
        int[] shuffled;
        do
        {
            shuffled = random.Permutation(_moving);
        }
        while (shuffled.Where(static (other, place) => other == place).Any());

        int[] next = [.. labels];
        for (int k = 0; k < chosen.Length; k++)
        {
            next[chosen[k]] = labels[chosen[shuffled[k]]];
        }

        return next;
    }
}
