using Impetus.Algebra;
using Impetus.Kernels;

namespace Impetus;

// What a step has to know before it may move anything.
internal sealed partial class ComposedOptimizer<TMemory, TScaling, TOrder, TDecay, TClipping, TElement>
{
    /// <summary>What clipping by norm and the policy about non-finite gradients need to know; false if the step is skipped.</summary>
    private bool TryMeasureGradient(out double clippingBound)
    {
        clippingBound = Options.ClipValue ?? 1;
        if (Options.ClipNorm is { } limit)
        {
            _gradientNorm = Norm(1);
            if (!double.IsFinite(_gradientNorm))
            {
                if (LooksAtGradients && !GradientsAreFinite())
                {
                    return false;
                }

                _gradientNorm = Norm(Parameters.ElementType == ElementType.Float64 ? TinyDouble : TinySingle);
            }

            clippingBound = NormClipping.Factor(limit, _gradientNorm);
            return true;
        }

        // Sums of clipped coordinates would hide what was not finite before.
        return (MeasuresFirst && Options.ClipValue is null) || !LooksAtGradients || GradientsAreFinite();
    }

    /// <summary>‖g‖, by squares of coordinates that were multiplied with the unit.</summary>
    private double Norm(double unit)
    {
        _runner.MeasureNorm(unit);
        return Math.Sqrt(_runner.SumOverTensors()) / unit;
    }

    /// <summary>The memory's sums. They are not finite if a gradient is not; an exact look tells that from an overflow.</summary>
    private bool TryMeasureMemory(double clippingBound)
    {
        PrepareMemories(clippingBound);
        _runner.MeasureFormulas(looksAtGradients: LooksAtGradients && FirstReading == Reading.Formulas);
        if (!LooksAtGradients || _runner.FirstNonFiniteTensor(TMemory.SumCount) < 0)
        {
            return true;
        }

        if (!GradientsAreFinite())
        {
            return false;
        }

        _runner.MeasureFormulas(looksAtGradients: false);
        return true;
    }

    /// <summary>The formulas as the memory's sums need them.</summary>
    private void PrepareMemories(double clippingBound)
    {
        for (int formula = 0; formula < _formulaCount; formula++)
        {
            ref readonly StepContext step = ref _contexts[formula];
            TMemory memory = _memories[GroupOfFormula(formula)].Prepare(step, ScalarsOf(ScopeOfFormula(formula)));
            _runner.Formulas[formula] = Compose(formula, memory, clippingBound);
        }
    }

    private bool GradientsAreFinite()
    {
        _runner.MeasureFiniteness();
        int tensor = _runner.FirstNonFiniteTensor(Finiteness.SumCount);
        if (tensor < 0)
        {
            return true;
        }

        if (Options.NonFinite == NonFinitePolicy.Throw)
        {
            throw new NonFiniteGradientException(Parameters[tensor].Name, StepCount + 1);
        }

        _skippedStepCount++;
        return false;
    }
}
