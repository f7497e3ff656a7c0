using Impetus.Algebra;
using Impetus.Checkpoints;

namespace Impetus;

// What is remembered, how it is put back, and what telemetry sees of it.
internal abstract partial class ComposedRule
{
    public sealed override string Composition => _context.Options.Composition;

    public sealed override int MeasuredBytes => _traffic.Measured * _context.Parameters.ElementType.Size;

    public sealed override int TouchedBytes => _traffic.Touched * _context.Parameters.ElementType.Size;

    public sealed override int StateBytes => (MemoryArrays + ScalingArrays) * _context.Parameters.ElementType.Size;

    public sealed override IReadOnlyList<string> Scalars => Own.First().Scalars;

    public sealed override IReadOnlyList<(string Name, bool IsOfScaling)> Arrays
    {
        get
        {
            IReadOnlyList<string> memory = Own.MaxBy(memory => memory.ArrayCount)!.Arrays;
            IReadOnlyList<string> scaling = _context.Groups[Array.IndexOf(_context.IsOwnGroup, true)].Scaling.Arrays;
            return
            [
                .. memory.Select(name => (name, false)),
                .. scaling.Select(name => (memory.Contains(name) ? $"scaling-{name}" : name, true)),
            ];
        }
    }

    public sealed override void Describe(StateSchema schema)
    {
        IReadOnlyList<(string Name, bool IsOfScaling)> arrays = Arrays;
        IReadOnlyList<string> signed = _context.Options.ScalingPart.SignedArrays;
        for (int array = 0; array < arrays.Count; array++)
        {
            for (int tensor = 0; tensor < _context.Parameters.Count; tensor++)
            {
                if (_context.IsOwn[tensor])
                {
                    Describe(schema, arrays[array].Name, array, tensor, arrays[array].IsOfScaling && !signed.Contains(arrays[array].Name));
                }
            }
        }

        schema.AddVector("memory", [.. _scalars], AcceptsScalars, values => values.CopyTo(_scalars), OwnersOfScalars());
    }

    public sealed override double Scalar(string name)
    {
        int index = Array.IndexOf([.. Scalars], name);
        if (!_sumsPerTensor)
        {
            return ScalarsOf(Array.IndexOf(_context.IsOwnGroup, true))[index];
        }

        double sum = 0;
        int count = 0;
        for (int tensor = 0; tensor < _context.Parameters.Count; tensor++)
        {
            if (_context.IsOwn[tensor])
            {
                sum += ScalarsOf(tensor)[index];
                count++;
            }
        }

        return sum / count;
    }

    public sealed override double Scalar(string name, int tensor)
    {
        int own = Array.IndexOf([.. MemoryOfTensor(tensor)!.Scalars], name);    // a group with another capacity has other priorities
        return own >= 0 ? ScalarsOfTensor(tensor)[own] : double.NaN;
    }

    private void Describe(StateSchema schema, string name, int array, int tensor, bool isNonNegative) => schema.AddTensor(
        name,
        _context.Parameters[tensor],
        (offset, bytes) =>
        {
            Flush();
            State.Read(array, tensor, offset, bytes);
        },
        (offset, bytes) =>
        {
            Flush();
            State.Write(array, tensor, offset, bytes);
        },
        isNonNegative,
        _context.Groups[Array.IndexOf(_context.IsOwnGroup, true)].Scaling.FormerOf(name));

    private string[] OwnersOfScalars() => _scalarCount == 0 ? []
        : _sumsPerTensor ? [.. _context.Parameters.Select(parameter => parameter.Name)]
        : [.. _context.Groups.Select(group => group.Name)];

    private bool AcceptsScalars(double[] values)
    {
        for (int scope = 0; scope < values.Length / Math.Max(1, _scalarCount); scope++)
        {
            MemoryOptions? memory = _sumsPerTensor ? MemoryOfTensor(scope) : _memories[scope];
            if (memory is not null && !memory.Accepts(values.AsSpan(scope * _scalarCount, _scalarCount)))
            {
                return false;
            }
        }

        return true;
    }
}
