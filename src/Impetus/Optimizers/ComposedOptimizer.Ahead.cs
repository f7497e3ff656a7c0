using Impetus.Algebra;
using Impetus.Kernels;

namespace Impetus;

// The first reading pass of a step may be taken ahead, tensor by tensor, while gradients are in the cache. The step keeps
// what it would sum up in the same way, and no more.
internal sealed partial class ComposedOptimizer<TMemory, TScaling, TOrder, TDecay, TClipping, TElement>
{
    private readonly Circumstances[] _measuredUnder;    // per tensor
    private readonly MemoryOptions<TMemory>[] _memoriesAhead;
    private readonly ScalingOptions<TScaling>[] _scalingsAhead;
    private Reading _readingAhead;    // none until the first tensor of a step is measured ahead

    /// <summary>What the first reading pass of a step sums up.</summary>
    private Reading FirstReading
        => Options.ClipNorm is not null ? Reading.Norm
            : MeasuresFirst && (Options.ClipValue is null || !LooksAtGradients) ? Reading.Formulas
            : LooksAtGradients ? Reading.Finiteness
            : Reading.None;

    public override void MeasureGradient(int parameter)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(parameter);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(parameter, Parameters.Count);
        if (_readingAhead == Reading.None && FirstReading is not Reading.None and Reading reading)
        {
            PrepareAhead(reading);
        }

        bool isReadFirst = LooksAtGradients || _readingAhead != Reading.Formulas || !_runner.IsPlannedAlone[parameter];
        if (_readingAhead != Reading.None && isReadFirst && _runner.FormulaOf[parameter] is >= 0 and int formula)
        {
            _measuredUnder[parameter] = CircumstancesOf(parameter, formula);
            _runner.MeasureAhead(parameter, _readingAhead);
        }
    }

    public override void ForgetMeasuredGradients()
    {
        _readingAhead = Reading.None;
        Array.Clear(_runner.IsMeasured);
    }

    /// <summary>Plans the coming step as far as measuring depends on it.</summary>
    private void PrepareAhead(Reading reading)
    {
        ApplySchedules();
        AssignFormulas(double.NaN);
        CorrectBias();
        PrepareMemories(Options.ClipValue ?? 1);
        for (int group = 0; group < Groups.Count; group++)
        {
            _memoriesAhead[group] = _memories[group].Equals(_memoriesAhead[group]) ? _memoriesAhead[group] : _memories[group] with { };
            _scalingsAhead[group] = _scalings[group].Equals(_scalingsAhead[group]) ? _scalingsAhead[group] : _scalings[group] with { };
        }

        _readingAhead = reading;
    }

    /// <summary>Has the step read again where anything that its sums depend on was changed since.</summary>
    private void ForgetWhatChanged()
    {
        if (_readingAhead == Reading.None)
        {
            return;
        }

        bool usesFormulas = _readingAhead == Reading.Formulas, isSame = _readingAhead == FirstReading;
        for (int group = 0; group < Groups.Count && usesFormulas; group++)
        {
            isSame &= _memories[group].Equals(_memoriesAhead[group]) && _scalings[group].Equals(_scalingsAhead[group]);
        }

        for (int tensor = 0; tensor < _groupOf.Length; tensor++)
        {
            if (_runner.IsMeasured[tensor])
            {
                _runner.IsMeasured[tensor] = isSame && _runner.FormulaOf[tensor] is >= 0 and int formula
                    && (!usesFormulas || _measuredUnder[tensor] == CircumstancesOf(tensor, formula));
            }
        }

        _readingAhead = Reading.None;
    }

    private Circumstances CircumstancesOf(int tensor, int formula) => new(
        _contexts[formula] with { Loss = double.NaN, PreviousLoss = double.NaN, CompletesPrevious = false },
        _corrections[formula],
        Groups[_groupOf[tensor]].WeightDecay);

    /// <summary>What the sums over one tensor depend on, beside its gradient, the state, and the options of its group.</summary>
    private readonly record struct Circumstances(StepContext Step, double Correction, double WeightDecay);
}
