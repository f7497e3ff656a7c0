using Impetus.Algebra;
using Impetus.Checkpoints;

namespace Impetus;

// What is remembered, how it is put back, and what telemetry sees of it.
internal abstract partial class ComposedRule
{
    public sealed override IReadOnlyList<string> Scalars => Own.First().Scalars;

    protected sealed override IReadOnlyList<string> MemoryArrayNames => Own.MaxBy(memory => memory.ArrayCount)!.Arrays;

    public sealed override void Describe(StateSchema schema)
    {
        base.Describe(schema);
        schema.AddVector("memory", [.. _scalars], AcceptsScalars, values => values.CopyTo(_scalars), OwnersOfScalars());
    }

    public sealed override double Scalar(string name)
    {
        int index = Array.IndexOf([.. Scalars], name);
        if (!_sumsPerTensor)
        {
            return ScalarsOf(Array.IndexOf(Context.IsOwnGroup, true))[index];
        }

        double sum = 0;
        int count = 0;
        for (int tensor = 0; tensor < Context.Parameters.Count; tensor++)
        {
            if (Context.IsOwn[tensor])
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

    private string[] OwnersOfScalars() => _scalarCount == 0 ? []
        : _sumsPerTensor ? [.. Context.Parameters.Select(parameter => parameter.Name)]
        : [.. Context.Groups.Select(group => group.Name)];

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
