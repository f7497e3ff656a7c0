namespace Impetus;

// What is known about the last step.
internal sealed partial class ComposedOptimizer<TMemory, TScaling, TOrder, TDecay, TClipping, TElement>
{
    IEnumerable<string> ITelemetrySource.Names
        => Options.ClipNorm is null ? _memories[0].Scalars : [.. _memories[0].Scalars, "gradient-norm"];

    double ITelemetrySource.Read(int index)
    {
        if (StepCount == 0)
        {
            return double.NaN;
        }

        if (index >= _memories[0].Scalars.Count)
        {
            return _gradientNorm;
        }

        if (!_sumsPerTensor)
        {
            return _scalars[index];
        }

        double sum = 0;
        for (int scope = 0; scope < _scopeCount; scope++)
        {
            sum += ScalarsOf(scope)[index];
        }

        return sum / _scopeCount;
    }

    double ITelemetrySource.Read(int index, int parameter)
    {
        IReadOnlyList<string> names = _memories[0].Scalars;
        if (index >= names.Count || StepCount == 0)
        {
            return ((ITelemetrySource)this).Read(index);
        }

        int group = _groupOf[parameter];
        int own = Array.IndexOf([.. _memories[group].Scalars], names[index]);    // a group with another capacity has other priorities
        return own >= 0 ? ScalarsOf(_sumsPerTensor ? parameter : group)[own] : double.NaN;
    }
}
