using Impetus.Checkpoints;
using Impetus.Distributed;

namespace Impetus;

/// <summary>An optimizer: memory × scaling × order, bound to the parameters that it trains.</summary>
/// <remarks>
/// Not safe for use by several threads at once. Results are the same to the last bit for every number of threads and
/// every width of the hardware's vectors.
/// </remarks>
public abstract class Optimizer : IDisposable
{
    private protected Optimizer(OptimizerOptions options, ParameterSet parameters, ParameterGroupList groups)
    {
        Options = options;
        Parameters = parameters;
        Groups = groups;
    }

    /// <summary>What the optimizer was made with. What may change between steps is in <see cref="Groups"/>.</summary>
    public OptimizerOptions Options { get; }

    /// <summary>What the optimizer trains.</summary>
    public ParameterSet Parameters { get; }

    /// <summary>The parameter groups, with the hyper-parameters that may change between steps.</summary>
    public ParameterGroupList Groups { get; }

    /// <summary>
    /// η of the first group's next step; setting it sets it for all groups. Groups that are parts of another, such as AdamW's beside Muon's,
    /// follow it in the ratio in which they were made.
    /// </summary>
    public virtual double LearningRate
    {
        get => Groups[0].LearningRate;
        set
        {
            for (int group = 0; group < Groups.Count; group++)
            {
                if (!Groups[group].IsFollower)
                {
                    Groups[group].LearningRate = value;
                }
            }
        }
    }

    /// <summary>How many steps were taken. Skipped steps do not count.</summary>
    public abstract long StepCount { get; }

    /// <summary>How many steps were skipped because of a gradient that was not finite.</summary>
    public abstract long SkippedStepCount { get; }

    /// <summary>Whether a step needs the gradient at a second point, and so a closure that evaluates it.</summary>
    public virtual bool NeedsClosure => false;

    /// <summary>What the optimizer knows about its last step.</summary>
    public abstract Telemetry Telemetry { get; }

    /// <summary>The bytes of state that the optimizer keeps for each coordinate.</summary>
    public abstract int StateBytesPerCoordinate { get; }

    /// <summary>The bytes that a step must read and write for each coordinate; the time of a step that does not fit into caches follows them.</summary>
    public abstract int TouchedBytesPerCoordinate { get; }

    /// <summary>How often the steps so far have gone over the tensors, to sum up or to move.</summary>
    internal abstract long PassCount { get; }

    /// <summary>Moves all parameters once, by the gradients as they stand. Allocates nothing.</summary>
    /// <exception cref="NonFiniteGradientException">A gradient is not finite, and the policy is to throw.</exception>
    /// <exception cref="InvalidOperationException">The step needs the gradient at a second point; see <see cref="NeedsClosure"/>.</exception>
    /// <exception cref="ObjectDisposedException">The optimizer was disposed.</exception>
    public void Step() => Step(double.NaN);

    /// <summary>Moves all parameters once, for rules that make use of the loss: deterministic AM-MGD.</summary>
    /// <param name="loss">The loss at the parameters as they stand, to which the gradients belong; NaN if it is not known.</param>
    /// <exception cref="NonFiniteGradientException">A gradient is not finite, and the policy is to throw.</exception>
    /// <exception cref="InvalidOperationException">The step needs the gradient at a second point; see <see cref="NeedsClosure"/>.</exception>
    /// <exception cref="ObjectDisposedException">The optimizer was disposed.</exception>
    public abstract void Step(double loss);

    /// <summary>Evaluates the gradient as often as the rule asks for, and moves all parameters once.</summary>
    /// <param name="evaluate">Fills in the gradients at the parameters as they stand, afresh, and gives the loss.</param>
    /// <returns>The loss at the parameters before the step.</returns>
    /// <exception cref="NonFiniteGradientException">A gradient is not finite, and the policy is to throw.</exception>
    public virtual double Step(Func<double> evaluate)
    {
        ArgumentNullException.ThrowIfNull(evaluate);
        double loss = evaluate();
        Step();
        return loss;
    }

    /// <summary>
    /// This optimizer for a model that several processes train together, each on its part of every batch: before every step gradients become
    /// one, the same everywhere.
    /// </summary>
    /// <param name="processes">The processes, such as <c>Impetus.Mpi.Communicator.Start()</c> gives.</param>
    /// <returns>An optimizer that owns this one; take all steps with it, in all processes.</returns>
    /// <exception cref="NotSupportedException">The parameters are stored in bfloat16, or lie on a device.</exception>
    /// <exception cref="InvalidOperationException">The processes have different parameters.</exception>
    public DataParallel DataParallel(IProcessGroup processes) => new(this, processes);

    /// <summary>Writes the state to a safetensors file, atomically. Parameters are not part of it.</summary>
    /// <exception cref="IOException">The folder is missing or full, or cannot be written.</exception>
    public void Save(string path) => OptimizerStateFile.Save(this, path);

    /// <summary>Reads a state that an optimizer of the same parts, for the same parameters, has saved; copies it.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or belongs to another optimizer or other parameters; nothing was changed.</exception>
    public void Load(string path) => OptimizerStateFile.Load(this, path);

    /// <summary>Writes the state to a stream, in the same format; the stream stays open.</summary>
    public void Save(Stream stream) => OptimizerStateFile.Save(this, stream);

    /// <summary>Reads a state from a stream, to its end; otherwise as <see cref="Load(string)"/>.</summary>
    /// <exception cref="InvalidDataException">The state is damaged, or belongs to another optimizer or other parameters; nothing was changed.</exception>
    public void Load(Stream stream) => OptimizerStateFile.Load(this, stream);

    /// <summary>
    /// Goes on where an optimizer of the same kind is, which has fewer parameters or others: what it remembers of parameters that both
    /// have, by name, and how many steps were taken. What only this one has starts anew; hyper-parameters stay as they are.
    /// </summary>
    /// <param name="earlier">The other; it stays as it is.</param>
    /// <exception cref="ArgumentException">It is made of other parts, or a parameter of the same name has another shape or type; nothing was changed.</exception>
    public void ContinueFrom(Optimizer earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        StateTransfer.Copy(earlier, this);
    }

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>Describes everything that has to be remembered.</summary>
    internal abstract void Describe(StateSchema schema);

    /// <summary>
    /// Takes over the memory's arrays of the same name, those of the scaling from one of the same kind, and the step numbers
    /// of another optimizer of the same parameters.
    /// </summary>
    /// <param name="other">The other.</param>
    /// <param name="fresh">Whether nothing is taken over but how many steps there were.</param>
    internal abstract void Inherit(Optimizer other, bool fresh);

    /// <summary>Whether the scaling starts anew beside a memory that <see cref="Inherit"/> takes over.</summary>
    internal abstract bool StartsScalingAfter(Optimizer other);

    /// <summary>Has the scaling count its steps, for its bias correction, from the one after this; 0 for all steps.</summary>
    internal abstract void StartScalingAfter(long step);
}
