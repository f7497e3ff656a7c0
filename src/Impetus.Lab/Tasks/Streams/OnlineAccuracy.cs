namespace Impetus.Lab.Tasks.Streams;

/// <summary>
/// Accuracy on every batch before the step on it, averaged over each task of a stream and then over the tasks (Dohare et
/// al. 2021; Malviya et al. 2024, Section 4.3).
/// </summary>
internal sealed class OnlineAccuracy : IRunState
{
    private readonly List<double> _correct = [], _losses = [], _seen = [];

    /// <summary>Whether nothing has been counted yet.</summary>
    public bool IsEmpty => _seen.Count == 0;

    /// <summary>The accuracy in each task so far, 0 to 1.</summary>
    public IReadOnlyList<double> ByTask => [.. _correct.Zip(_seen, static (correct, seen) => correct / seen)];

    /// <summary>The average over the tasks.</summary>
    public Evaluation Average => new(_losses.Zip(_seen, static (loss, seen) => loss / seen).Average(), ByTask.Average());

    /// <summary>The latest task alone.</summary>
    public Evaluation Latest => new(_losses[^1] / _seen[^1], _correct[^1] / _seen[^1]);

    /// <summary>Counts a batch.</summary>
    /// <param name="task">The number of its task; tasks come in order, from 0.</param>
    /// <param name="loss">Its mean loss before the step.</param>
    /// <param name="correct">Examples that were classified correctly before the step.</param>
    /// <param name="seen">Its examples.</param>
    public void Add(long task, double loss, long correct, int seen)
    {
        while (_seen.Count <= task)
        {
            _correct.Add(0);
            _losses.Add(0);
            _seen.Add(0);
        }

        _correct[(int)task] += correct;
        _losses[(int)task] += loss * seen;
        _seen[(int)task] += seen;
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double[]> Save() => new Dictionary<string, double[]>
    {
        ["correct"] = [.. _correct],
        ["losses"] = [.. _losses],
        ["seen"] = [.. _seen],
    };

    /// <inheritdoc/>
    public void Restore(IReadOnlyDictionary<string, double[]> saved)
    {
        foreach ((string name, List<double> list) in new[] { ("correct", _correct), ("losses", _losses), ("seen", _seen) })
        {
            list.Clear();
            list.AddRange(saved[name]);
        }
    }
}
