using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Impetus.Checkpoints;

namespace Impetus.Inspection;

/// <summary>Measures how far the entries of a critical buffer agree, from the arrays that hold them.</summary>
internal sealed class CriticalBufferReader
{
    private const int BlockLength = 4096;

    private readonly Optimizer _rule;
    private readonly IReadOnlyList<StateTensor>[] _entries;
    private readonly int[] _counts;
    private readonly double[][] _norms;    // of every parameter's part of every entry, squared

    /// <summary>Reads the norms of all entries.</summary>
    /// <param name="rule">The optimizer that keeps the buffer, if it keeps one.</param>
    public CriticalBufferReader(Optimizer rule)
    {
        _rule = rule;
        NamedArrays arrays = new(rule);
        _entries = [.. Enumerable.Range(0, int.MaxValue).Select(entry => arrays[$"buffer-{entry}"]).TakeWhile(entry => entry.Count > 0)];
        _counts = [.. rule.Parameters.Select((_, parameter) => _entries.Length > 0 ? CountOf(rule, parameter) : 0)];
        _norms = [.. rule.Parameters.Select((_, parameter) => _entries.Select(entry => Product(entry[parameter], entry[parameter])).ToArray())];
    }

    /// <summary>How many entries a parameter's buffer has; 0 before the first step.</summary>
    public static int CountOf(Optimizer rule, int parameter)
        => rule.Telemetry.Of("buffer-count", parameter) is double count && double.IsFinite(count) ? (int)count : 0;

    /// <summary>The part of the buffer that belongs to one parameter.</summary>
    public BufferAgreement? OfParameter(int parameter) => _counts[parameter] == 0 ? null
        : new(_counts[parameter], Variances(parameter) / Math.Max(1, _rule.Parameters[parameter].Length), Cosine(_counts[parameter], [parameter]));

    /// <summary>The whole buffer: entry by entry, all parameters as one vector.</summary>
    public BufferAgreement? OfAll()
    {
        int[] filled = [.. Enumerable.Range(0, _counts.Length).Where(parameter => _counts[parameter] > 0 && _rule.Parameters[parameter].Length > 0)];
        if (filled.Length == 0)
        {
            return null;
        }

        int count = filled.Max(parameter => _counts[parameter]);
        double cosine = _rule.Options.Scope == Scope.Tensor
            ? filled.Average(parameter => Cosine(_counts[parameter], [parameter]))
            : Cosine(count, filled);
        return new(count, filled.Sum(Variances) / filled.Sum(parameter => (double)_rule.Parameters[parameter].Length), cosine);
    }

    /// <summary>The mean cosine of the longest entry with every other.</summary>
    private double Cosine(int count, int[] parameters)
    {
        if (count < 2)
        {
            return double.NaN;
        }

        double[] norms = [.. Enumerable.Range(0, count).Select(entry => parameters.Sum(parameter => _norms[parameter][entry]))];
        int longest = Array.IndexOf(norms, norms.Max());
        double sum = 0;
        for (int entry = 0; entry < count; entry++)
        {
            double product = entry == longest ? 0 : parameters.Sum(parameter => Product(_entries[longest][parameter], _entries[entry][parameter]));
            double scale = Math.Sqrt(norms[longest]) * Math.Sqrt(norms[entry]);
            sum += scale > 0 ? product / scale : 0;
        }

        return sum / (count - 1);
    }

    /// <summary>The variances between the entries, summed up over the coordinates of a parameter.</summary>
    private double Variances(int parameter) => SumInBlocks(
        [.. _entries.Take(_counts[parameter]).Select(entry => entry[parameter])],
        static values =>
        {
            double mean = 0, squares = 0;
            foreach (double value in values)
            {
                mean += value / values.Length;
            }

            foreach (double value in values)
            {
                squares += (value - mean) * (value - mean);
            }

            return squares / values.Length;
        });

    private static double Product(StateTensor left, StateTensor right) => SumInBlocks([left, right], static values => values[0] * values[1]);

    /// <summary>A function of the values that several arrays have at a coordinate.</summary>
    private delegate double Term(ReadOnlySpan<double> values);

    /// <summary>Sums up a function of the values that several arrays of one parameter have at a coordinate.</summary>
    private static double SumInBlocks(StateTensor[] arrays, Term term)
        => arrays[0].Parameter.ElementType == ElementType.Float64 ? SumInBlocks<double>(arrays, term) : SumInBlocks<float>(arrays, term);

    private static double SumInBlocks<TElement>(StateTensor[] arrays, Term term)
        where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
    {
        TElement[][] block = [.. arrays.Select(_ => new TElement[BlockLength])];
        Span<double> values = new double[arrays.Length];
        double total = 0;
        for (long start = 0; start < arrays[0].Parameter.Length; start += BlockLength)
        {
            int length = (int)Math.Min(BlockLength, arrays[0].Parameter.Length - start);
            for (int array = 0; array < arrays.Length; array++)
            {
                arrays[array].Read(start * Unsafe.SizeOf<TElement>(), MemoryMarshal.AsBytes(block[array].AsSpan(0, length)));
            }

            for (int at = 0; at < length; at++)
            {
                for (int array = 0; array < arrays.Length; array++)
                {
                    values[array] = double.CreateTruncating(block[array][at]);
                }

                total += term(values);
            }
        }

        return total;
    }
}
