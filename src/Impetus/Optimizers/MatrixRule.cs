using Impetus.Algebra;
using Impetus.Kernels;
using Impetus.Kernels.Matrices;
using Impetus.Memories;
using Impetus.Scalings;

namespace Impetus;

/// <summary>
/// The rule of Muon (Jordan et al. 2024): a matrix moves as a whole, along its orthogonalised momentum. Matrices follow each other, and
/// all threads share the products of each. Processes that share a step out keep the momentum of their own blocks, and gather it to turn it.
/// </summary>
internal sealed class MatrixRule : Rule
{
    private readonly MatrixShape[] _shapes;
    private readonly MatrixKernels _kernels;

    public MatrixRule(RuleContext context)
        : base(context, arrayCount: 1)
    {
        _shapes = [.. context.Parameters.Select((parameter, tensor) => context.IsOwn[tensor] ? MatrixShape.Of(parameter) : default)];
        _kernels = context.Device.CreateMatrixKernels(State, _shapes);
    }

    public override void MoveWhole()
    {
        for (int tensor = 0; tensor < _shapes.Length; tensor++)
        {
            if (Context.IsOwn[tensor] && Context.Cohorts.Of[tensor] is >= 0 and int cohort)
            {
                _kernels.Move(tensor, StepOf(tensor, Context.Cohorts.Contexts[cohort]));
            }
        }
    }

    /// <summary>Nothing of a matrix is left to move.</summary>
    public override void Move(in Piece piece)
    {
    }

    public override void Dispose()
    {
        _kernels.Dispose();
        base.Dispose();
    }

    private MatrixStep StepOf(int tensor, in StepContext step)
    {
        ParameterGroup group = Context.Groups[Context.Cohorts.GroupOf[tensor]];
        MatrixMomentum.Options momentum = (MatrixMomentum.Options)group.Memory;
        Orthogonalization.Options scaling = (Orthogonalization.Options)group.Scaling;
        bool isCoupled = Context.Options.DecayMode == DecayMode.Coupled;
        double rate = Context.Options.DecayMode.Rate(step.LearningRate, group.WeightDecay);
        return new()
        {
            ClipFactor = ClipFactor,
            ClipBound = ClipBound,
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
