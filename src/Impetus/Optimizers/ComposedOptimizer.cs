using Impetus.Kernels;

namespace Impetus;

/// <summary>
/// Takes a step from beginning to end, with one rule for all tensors or several for different groups. Whatever depends on
/// the parts is the rules' business, whatever depends on where tensors live the kernels'.
/// </summary>
internal sealed partial class ComposedOptimizer : Optimizer
{
    private readonly Cohorts _cohorts;
    private readonly Rule[] _rules;
    private readonly Rule[] _ruleOf;    // of every tensor
    private readonly GradientGuard _guard;
    private readonly GradientKernels _gradients;
    private readonly BlockSums _sums;
    private readonly Sweep _sweep;
    private readonly Action<int> _read;
    private readonly Action<int> _readDirection;
    private readonly Action<int> _move;
    private readonly int _measuredBytes;
    private bool _isDisposed;

    public ComposedOptimizer(OptimizerOptions options, ParameterSet parameters)
        : base(options, parameters, ParameterGroupList.Assign(options, parameters))
    {
        parameters.Bind();
        _cohorts = new Cohorts(parameters, Groups);
        WorkerPool? pool = parameters.Device is null ? WorkerPool.ForWork(parameters.CoordinateCount, options.Threads) : null;
        Partition partition = PartitionFor(pool?.ThreadCount ?? 1);
        IDevice device = parameters.Device
            ?? (parameters.ElementType == ElementType.Float64 ? new HostDevice<double>(parameters, partition, pool) : new HostDevice<float>(parameters, partition, pool));
        _gradients = device.Gradients;
        _sums = new BlockSums(partition, parameters.Shard?.Exchange);
        _sweep = new Sweep(partition, pool);
        _guard = new GradientGuard(options, parameters, _cohorts, new NormPass(parameters, _sweep, _gradients, _sums, Moves), parameters.Shard?.Exchange);
        (_rules, _ruleOf) = CreateRules(partition, device);
        _measuredBytes = _rules.Max(rule => rule.MeasuredBytes);
        _read = Read;
        _readDirection = ReadDirection;
        _move = Move;
        Telemetry = new Telemetry(this);
    }

    public override long StepCount => _cohorts.StepCount;

    public override long SkippedStepCount => _guard.SkippedStepCount;

    public override Telemetry Telemetry { get; }

    public override int StateBytesPerCoordinate => Average(static rule => rule.StateBytes);

    public override int TouchedBytesPerCoordinate => Average(static rule => rule.TouchedBytes);

    internal override long PassCount => _sweep.PassCount;

    public override void Step(double loss)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (!_cohorts.Begin(loss) || !_guard.TryClip(out double clip))
        {
            return;
        }

        foreach (Rule rule in _rules)
        {
            rule.Prepare(clip);
        }

        bool reads = ReadsAnything();
        if (reads)
        {
            _sweep.Run(_read);
            _sums.Share();
            if (!_guard.Admits())
            {
                return;    // nothing has changed
            }
        }

        foreach (Rule rule in _rules)
        {
            rule.Plan();
        }

        if (Array.Exists(_rules, static rule => rule.ReadsDirection))
        {
            _sweep.Run(_readDirection);
            _sums.Share();
            foreach (Rule rule in _rules)
            {
                rule.PlanDirection();
            }
        }

        foreach (Rule rule in _rules)
        {
            rule.MoveWhole();
        }

        _sweep.Run(_move, reads ? _measuredBytes : 0);
        _sums.Share();
        _cohorts.End(loss);
        foreach (Rule rule in _rules)
        {
            rule.Settle();
        }

        Parameters.ShareValues();
    }

    public override void Dispose()
    {
        _isDisposed = true;
        foreach (Rule rule in _rules)
        {
            rule.Dispose();
        }
    }

    private bool Moves(int tensor) => _cohorts.Of[tensor] >= 0;

    /// <summary>Whether anything has to be read before anything may move.</summary>
    private bool ReadsAnything()
    {
        bool reads = _guard.LooksWhileReading;
        for (int tensor = 0; tensor < _ruleOf.Length && !reads; tensor++)
        {
            reads = Moves(tensor) && Parameters[tensor].Length > 0 && _ruleOf[tensor].Reads(tensor);
        }

        return reads;
    }

    private void Read(int chunk)
    {
        bool looks = _guard.LooksWhileReading;
        foreach (ref readonly Piece piece in _sweep[chunk])
        {
            Rule rule = _ruleOf[piece.Tensor];
            bool isFinite = !Moves(piece.Tensor)
                || (rule.Reads(piece.Tensor) ? rule.Read(piece, looks) : !looks || _gradients.IsFinite(piece));
            if (!isFinite)
            {
                _guard.Report(piece.Tensor);
            }
        }
    }

    private void ReadDirection(int chunk)
    {
        foreach (ref readonly Piece piece in _sweep[chunk])
        {
            if (Moves(piece.Tensor) && _ruleOf[piece.Tensor].ReadsDirection)
            {
                _ruleOf[piece.Tensor].ReadDirection(piece);
            }
        }
    }

    private void Move(int chunk)
    {
        foreach (ref readonly Piece piece in _sweep[chunk])
        {
            if (Moves(piece.Tensor))
            {
                _ruleOf[piece.Tensor].Move(piece);
            }
        }
    }
}
