using Impetus.Algebra;
using Impetus.Checkpoints;
using Impetus.Kernels;
using Impetus.Kernels.Matrices;
using Impetus.Memories;
using Impetus.Scalings;

namespace Impetus;

/// <summary>
/// The rule of Muon (Jordan et al. 2024): a matrix moves as a whole, along its orthogonalised momentum. Matrices follow each other, and
/// all threads share the products of each.
/// </summary>
internal sealed class MatrixRule : Rule
{
    private static readonly string[] NoScalars = [];

    private readonly RuleContext _context;
    private readonly StateArrays _momentum;
    private readonly MatrixShape[] _shapes;
    private readonly MatrixKernels _kernels;
    private double _clip;

    public MatrixRule(RuleContext context)
    {
        if (context.Parameters.Shard is not null)
        {
            throw new ArgumentException("Muon moves every matrix as a whole, and a step that processes share out cuts matrices: take another optimizer, or no sharding.");
        }

        _context = context;
        _momentum = context.Device.CreateArrays(context.IsOwn, 1);
        _shapes = [.. context.Parameters.Select((parameter, tensor) => context.IsOwn[tensor] ? MatrixShape.Of(parameter) : default)];
        _kernels = context.Device.CreateMatrixKernels(_momentum, _shapes);
    }

    /// <inheritdoc/>
    public override string Composition => _context.Options.Composition;

    /// <inheritdoc/>
    public override int MeasuredBytes => 0;

    /// <inheritdoc/>
    public override int TouchedBytes => Traffic.Of(_context.Options).Touched * _context.Parameters.ElementType.Size;

    /// <inheritdoc/>
    public override int StateBytes => _context.Parameters.ElementType.Size;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Scalars => NoScalars;

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, bool IsOfScaling)> Arrays => [.. _context.Options.MemoryPart.Arrays.Select(static name => (name, false))];

    /// <inheritdoc/>
    public override void Prepare(double clip) => _clip = clip;

    /// <inheritdoc/>
    public override bool Reads(int tensor) => false;

    /// <inheritdoc/>
    public override bool Read(in Piece piece, bool looks) => true;

    /// <inheritdoc/>
    public override void Plan()
    {
    }

    /// <inheritdoc/>
    public override void MoveWhole()
    {
        for (int tensor = 0; tensor < _shapes.Length; tensor++)
        {
            if (_context.IsOwn[tensor] && _context.Cohorts.Of[tensor] is >= 0 and int cohort)
            {
                _kernels.Move(tensor, StepOf(tensor, _context.Cohorts.Contexts[cohort]));
            }
        }
    }

    /// <inheritdoc/>
    public override void Move(in Piece piece)
    {
    }

    /// <inheritdoc/>
    public override void Settle()
    {
    }

    /// <inheritdoc/>
    public override void Describe(StateSchema schema)
    {
        for (int tensor = 0; tensor < _shapes.Length; tensor++)
        {
            int own = tensor;
            if (_context.IsOwn[tensor])
            {
                schema.AddTensor(
                    Arrays[0].Name,
                    _context.Parameters[tensor],
                    (offset, bytes) => _momentum.Read(0, own, offset, bytes),
                    (offset, bytes) => _momentum.Write(0, own, offset, bytes));
            }
        }
    }

    /// <inheritdoc/>
    public override double Scalar(string name) => double.NaN;

    /// <inheritdoc/>
    public override double Scalar(string name, int tensor) => double.NaN;

    /// <inheritdoc/>
    public override void Dispose()
    {
        _kernels.Dispose();
        _momentum.Dispose();
    }

    private MatrixStep StepOf(int tensor, in StepContext step)
    {
        ParameterGroup group = _context.Groups[_context.Cohorts.GroupOf[tensor]];
        MatrixMomentum.Options momentum = (MatrixMomentum.Options)group.Memory;
        Orthogonalization.Options scaling = (Orthogonalization.Options)group.Scaling;
        bool isCoupled = _context.Options.DecayMode == DecayMode.Coupled;
        double rate = _context.Options.DecayMode.Rate(step.LearningRate, group.WeightDecay);
        return new()
        {
            ClipFactor = _context.Options.ClipNorm is null ? 1 : _clip,
            ClipBound = _context.Options.ClipValue is null ? double.PositiveInfinity : _clip,
            CoupledDecay = isCoupled ? group.WeightDecay : 0,
            Momentum = momentum.Momentum,
            LooksAhead = momentum.Nesterov,
            Coefficients = scaling.Coefficients,
            Iterations = scaling.Steps,
            Epsilon = scaling.Epsilon,
            Retained = isCoupled ? 1 : 1 - rate * group.WeightDecay,
            StepSize = rate * scaling.RateFactor(_shapes[tensor].Rows, _shapes[tensor].Columns),
        };
    }
}
