using Impetus.Kernels;
using Impetus.Lab.Benchmarks;

namespace Impetus.Benchmarks;

/// <summary>
/// A rule in C with vectors of the same width as the kernels', over one long tensor: the same passes over the same arrays as the
/// optimizer of that name makes, in chunks which threads share, written for nothing else.
/// </summary>
internal sealed unsafe class CompiledRule : IYardstick
{
    private const int ChunkLength = 128 * 1024;
    private const int SumLimit = 8;    // doubles of one cache line

    /// <summary>AdamW as the yardstick has it: neither corrected for its start nor bounded.</summary>
    private const string AdamWLoop = "the loop of adamw";

    private const int Parameter = 0, Gradient = 1, Momentum = 2, Second = 3, Third = 4, Fourth = 5;

    private readonly Chunks _chunks;
    private readonly WorkerPool? _pool;
    private readonly NativeBuffer<float>[] _arrays;
    private readonly NativeBuffer<double> _sums;
    private readonly Action<int>? _measure;
    private readonly Action<int> _move;
    private readonly bool _renames;
    private float _coefficient;

    /// <summary>The rule of an optimizer that <see cref="IsWritten"/> knows, or the one of <see cref="NameOf"/>.</summary>
    /// <param name="optimizer">Its name.</param>
    /// <param name="elements">How many coordinates it moves.</param>
    /// <param name="threads">How many threads share them.</param>
    /// <param name="looksAtGradients">Whether a pass before the others looks whether all gradients are finite.</param>
    public CompiledRule(string optimizer, long elements, int threads, bool looksAtGradients = false)
    {
        nint length = (nint)((elements + 15) / 16 * 16);
        _chunks = new Chunks(length, ChunkLength);
        _pool = WorkerPool.ForWork(elements, threads);
        (int Arrays, Action<int>? Measure, Action<int> Move) passes = optimizer switch
        {
            "sgd" => (2, looksAtGradients ? LookAtGradients : null, chunk => Loops.Gradient(At(Parameter, chunk), At(Gradient, chunk), LengthOf(chunk))),
            "sgdm" => (3, looksAtGradients ? LookAtGradients : null, chunk => Loops.Momentum(At(Parameter, chunk), At(Gradient, chunk), At(Momentum, chunk), LengthOf(chunk))),
            AdamWLoop => (4, null, chunk => Loops.AdamW(At(Parameter, chunk), At(Gradient, chunk), At(Momentum, chunk), At(Second, chunk), LengthOf(chunk))),
            "adamw" => (4, looksAtGradients ? LookAtGradients : null, chunk => Loops.AdamWMove(At(Parameter, chunk), At(Gradient, chunk), At(Momentum, chunk), At(Second, chunk), LengthOf(chunk))),
            "tam" => (3, chunk => Loops.TorqueSums(At(Gradient, chunk), At(Momentum, chunk), LengthOf(chunk), SumsOf(chunk)), chunk => Loops.TorqueMove(At(Parameter, chunk), At(Gradient, chunk), At(Momentum, chunk), LengthOf(chunk), _coefficient)),
            "am-mgd" => (3, chunk => Loops.PlanesSums(At(Gradient, chunk), At(Momentum, chunk), LengthOf(chunk), SumsOf(chunk)), chunk => Loops.PlanesMove(At(Parameter, chunk), At(Gradient, chunk), At(Momentum, chunk), LengthOf(chunk), _coefficient)),
            "am-adamw" => (4, chunk => Loops.AdaptiveSums(At(Parameter, chunk), At(Gradient, chunk), At(Momentum, chunk), At(Second, chunk), LengthOf(chunk), SumsOf(chunk)), chunk => Loops.AdaptiveMove(At(Parameter, chunk), At(Gradient, chunk), At(Momentum, chunk), At(Second, chunk), LengthOf(chunk), _coefficient)),
            "adam-cm" => (6, null, chunk => Loops.CriticalMove(At(Parameter, chunk), At(Gradient, chunk), At(Momentum, chunk), At(Third, chunk), At(Fourth, chunk), At(Second, chunk), LengthOf(chunk), SumsOf(chunk))),
            "madam" => (6, null, chunk => Loops.VariationMove(At(Parameter, chunk), At(Gradient, chunk), At(Momentum, chunk), At(Second, chunk), At(Third, chunk), At(Fourth, chunk), LengthOf(chunk))),
            "angulargrad" => (6, null, chunk => Loops.AngularMove(At(Parameter, chunk), At(Gradient, chunk), At(Momentum, chunk), At(Third, chunk), At(Fourth, chunk), At(Second, chunk), LengthOf(chunk))),
            _ => throw new ArgumentOutOfRangeException(nameof(optimizer), optimizer, "no rule in C"),
        };
        (_measure, _move) = (passes.Measure, passes.Move);
        _renames = optimizer == "adam-cm";
        _arrays = [.. Enumerable.Range(0, passes.Arrays).Select(array => new NativeBuffer<float>(length, array))];
        _arrays[Parameter].Span.Fill(1);
        Span<float> gradient = _arrays[Gradient].Span;
        for (int index = 0; index < gradient.Length; index++)
        {
            gradient[index] = 2e-5f * (index * 367L % 1000 - 500);
        }

        _sums = new NativeBuffer<double>(_chunks.Count * SumLimit);
    }

    /// <summary>Whether that optimizer's rule is written in C.</summary>
    public static bool IsWritten(string optimizer) => optimizer is "sgd" or "sgdm" or "adamw" or "tam" or "am-mgd" or "am-adamw" or "adam-cm" or "madam" or "angulargrad";

    /// <summary>The rule that another one is compared with: SGD with momentum for rules without scaling, AdamW for all others.</summary>
    public static string NameOf(LoopRule rule) => rule == LoopRule.AdamW ? AdamWLoop : "sgdm";

    /// <inheritdoc/>
    public void Run()
    {
        if (_measure is not null)
        {
            _sums.Span.Clear();
            WorkerPool.Run(_pool, _chunks.Count, _measure);
            _coefficient = Coefficient();
        }

        WorkerPool.Run(_pool, _chunks.Count, _move);
        if (_renames)
        {
            (_arrays[Momentum], _arrays[Third]) = (_arrays[Third], _arrays[Momentum]);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Array.ForEach(_arrays, array => array.Dispose());
        _sums.Dispose();
    }

    private void LookAtGradients(int chunk) => SumsOf(chunk)[0] = Loops.IsFinite(At(Gradient, chunk), LengthOf(chunk));

    /// <summary>Some number between 0 and 1 that depends on every sum.</summary>
    private float Coefficient()
    {
        double total = 0;
        foreach (double sum in _sums.Span)
        {
            total += sum;
        }

        return (float)Math.Clamp(total, 0.5, 0.9);
    }

    private float* At(int array, int chunk) => _arrays[array].Start + _chunks.StartOf(chunk);

    private nint LengthOf(int chunk) => _chunks.LengthOf(chunk);

    private double* SumsOf(int chunk) => _sums.Start + chunk * SumLimit;
}
