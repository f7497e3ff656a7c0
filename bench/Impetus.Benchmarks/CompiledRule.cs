using Impetus.Kernels;
using Impetus.Lab.Benchmarks;

namespace Impetus.Benchmarks;

/// <summary>
/// A rule of the four papers in C with AVX-512 intrinsics, over one long tensor: the same passes over the same arrays as the
/// optimizer of that name makes, written for nothing else.
/// </summary>
internal sealed unsafe class CompiledRule : IYardstick
{
    private const int ChunkLength = 128 * 1024;
    private const int SumLimit = 8;    // doubles of one cache line

    private const int Parameter = 0, Gradient = 1, Momentum = 2, Second = 3, Entry = 4, Sum = 5;

    private readonly Chunks _chunks;
    private readonly WorkerPool? _pool;
    private readonly NativeBuffer<float>[] _arrays;
    private readonly NativeBuffer<double> _sums;
    private readonly Action _step;
    private float _coefficient;

    /// <summary>The rule of an optimizer that <see cref="IsWritten"/> knows.</summary>
    public CompiledRule(string optimizer, long elements, int threads)
    {
        nint length = (nint)((elements + 15) / 16 * 16);
        _chunks = new Chunks(length, ChunkLength);
        _pool = WorkerPool.ForWork(elements, threads);
        _step = StepOf(optimizer);
        _arrays = [.. Enumerable.Range(0, optimizer == "tam" ? 3 : optimizer == "am-adamw" ? 4 : 6).Select(array => new NativeBuffer<float>(length, array))];
        _arrays[Parameter].Span.Fill(1);
        _arrays[Gradient].Span.Fill(0.01f);
        _sums = new NativeBuffer<double>(_chunks.Count * SumLimit);
    }

    /// <summary>Whether that optimizer's rule is written in C.</summary>
    public static bool IsWritten(string optimizer) => optimizer is "tam" or "am-adamw" or "adam-cm" or "madam";

    public void Run() => _step();

    public void Dispose()
    {
        Array.ForEach(_arrays, array => array.Dispose());
        _sums.Dispose();
    }

    private Action StepOf(string optimizer)
    {
        Action<int> measureTorque = chunk => Loops.TorqueSums(At(Gradient, chunk), At(Momentum, chunk), _chunks.LengthOf(chunk), SumsOf(chunk));
        Action<int> moveTorque = chunk => Loops.TorqueMove(At(Parameter, chunk), At(Gradient, chunk), At(Momentum, chunk), _chunks.LengthOf(chunk), _coefficient);
        Action<int> measureAdaptive = chunk => Loops.AdaptiveSums(At(Parameter, chunk), At(Gradient, chunk), At(Momentum, chunk), At(Second, chunk), _chunks.LengthOf(chunk), SumsOf(chunk));
        Action<int> moveAdaptive = chunk => Loops.AdaptiveMove(At(Parameter, chunk), At(Gradient, chunk), At(Momentum, chunk), At(Second, chunk), _chunks.LengthOf(chunk), _coefficient);
        Action<int> moveCritical = chunk => Loops.CriticalMove(At(Parameter, chunk), At(Gradient, chunk), At(Momentum, chunk), At(Entry, chunk), At(Sum, chunk), At(Second, chunk), _chunks.LengthOf(chunk), SumsOf(chunk));
        Action<int> moveVariation = chunk => Loops.VariationMove(At(Parameter, chunk), At(Gradient, chunk), At(Momentum, chunk), At(Second, chunk), At(Entry, chunk), At(Sum, chunk), _chunks.LengthOf(chunk));
        return optimizer switch
        {
            "tam" => () => MeasureAndMove(measureTorque, moveTorque, sums => (float)(0.5 + 0.5 * sums[0] / (Math.Sqrt(sums[1] * sums[2]) + 1e-30))),
            "am-adamw" => () => MeasureAndMove(measureAdaptive, moveAdaptive, sums => (float)Math.Clamp((sums[0] - sums[1] - 0.01 * sums[2]) / (sums[3] + 1e-30), 0, 0.9)),
            "adam-cm" => () =>
            {
                _sums.Span.Clear();
                WorkerPool.Run(_pool, _chunks.Count, moveCritical);
                (_arrays[Momentum], _arrays[Entry]) = (_arrays[Entry], _arrays[Momentum]);
            }
            ,
            "madam" => () => WorkerPool.Run(_pool, _chunks.Count, moveVariation),
            _ => throw new ArgumentOutOfRangeException(nameof(optimizer), optimizer, "no rule in C"),
        };
    }

    private void MeasureAndMove(Action<int> measure, Action<int> move, Func<double[], float> plan)
    {
        _sums.Span.Clear();
        WorkerPool.Run(_pool, _chunks.Count, measure);
        double[] totals = new double[SumLimit];
        for (int place = 0; place < _sums.Span.Length; place++)
        {
            totals[place % SumLimit] += _sums.Span[place];
        }

        _coefficient = plan(totals);
        WorkerPool.Run(_pool, _chunks.Count, move);
    }

    private float* At(int array, int chunk) => _arrays[array].Start + _chunks.StartOf(chunk);

    private double* SumsOf(int chunk) => _sums.Start + chunk * SumLimit;
}
