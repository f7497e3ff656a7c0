using Impetus.Distributed;
using Impetus.Wrappers;
using TorchSharp.Modules;
using static TorchSharp.torch;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace Impetus.Torch;

/// <summary>
/// An optimizer of TorchSharp whose steps are taken by Impetus, in place, on the tensors of the module: no copy, no allocation, no
/// operator of libtorch where parameters are dense memory of the process. <see cref="TorchOptimizers"/> makes them.
/// </summary>
/// <remarks>
/// Not safe for use by several threads at once. Sums over all coordinates (the cosine of TAM, the inner products of adaptive memory) run
/// over the parameters of one element type, where a model has several.
/// </remarks>
public sealed partial class ImpetusOptimizer : OptimizerHelper, optim.IBetas, optim.IMomentum
{
    private OptimizerRule _rule;
    private readonly Options _factoryOptions;
    private readonly List<TrainedParameter> _trained = [];
    private readonly List<(Options Options, HashSet<string> Names)> _groups = [];
    private TrainedSet[] _sets = [];
    private (IProcessGroup Processes, bool Shards)? _sharing;
    private bool _decays;
    private bool _isDisposed;

    internal ImpetusOptimizer(OptimizerRule rule, IEnumerable<ParamGroup> groups, bool maximize = false)
    {
        ArgumentNullException.ThrowIfNull(groups);
        _rule = rule;
        _factoryOptions = rule.Defaults();
        _factoryOptions.maximize = maximize;
        _defaults = _factoryOptions;
        _parameter_groups = [];
        foreach (ParamGroup group in groups)
        {
            Append(group);
        }

        if (_trained.Count == 0)
        {
            throw new ArgumentException("There are no parameters to optimize: the list is empty.", nameof(groups));
        }

        Build();
    }

    /// <summary>The optimizers of the library that take the steps, one for each element type: for telemetry and inspection.</summary>
    public IReadOnlyList<Impetus.Optimizer> Inner => [.. _sets.Select(static set => set.Optimizer)];

    /// <summary>β₁ (or the momentum) and β₂ of the first group; setting them sets them for all groups. NaN where the rule has none.</summary>
    /// <exception cref="InvalidOperationException">The rule has no such coefficient to set.</exception>
    public (double, double) Betas
    {
        get => Groups.First().Betas;
        set => SetAll(group => group.Betas = value);
    }

    /// <summary>The momentum of the first group; setting it sets it for all groups. NaN where the rule chooses it itself.</summary>
    /// <exception cref="InvalidOperationException">The rule has no such coefficient to set.</exception>
    public double Momentum
    {
        get => Groups.First().Momentum;
        set => SetAll(group => group.Momentum = value);
    }

    private IEnumerable<ParamGroup> Groups => _parameter_groups.Cast<ParamGroup>();

    /// <summary>
    /// From now on several processes train the model together, each on its part of every batch: gradients become one before every step, and
    /// the parameters of the first process are those of all. All processes call the same methods in the same order.
    /// </summary>
    /// <param name="processes">The processes, such as <c>Impetus.Mpi.Communicator.Start()</c> gives.</param>
    /// <param name="shard">Whether they divide the state among each other (ZeRO-1); the numbers stay the same.</param>
    /// <returns>This optimizer.</returns>
    /// <exception cref="NotSupportedException">Parameters are stored in bfloat16, or lie on a device.</exception>
    /// <exception cref="InvalidOperationException">The processes have different parameters.</exception>
    public ImpetusOptimizer DataParallel(IProcessGroup processes, bool shard = false)
    {
        ArgumentNullException.ThrowIfNull(processes);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_trained.Exists(static parameter => !parameter.IsInMemory || parameter.Type == ElementType.BFloat16))
        {
            throw new NotSupportedException("Several processes train parameters in single or double precision, and in the memory of the process: use such ones.");
        }

        _sharing = (processes, shard);
        Build();
        return this;
    }

    /// <summary>Takes one step.</summary>
    /// <param name="closure">Clears the gradients, evaluates the loss, calls backward and returns the loss; needed by SAM and extragradient.</param>
    /// <returns>The loss that the closure gave first; null without a closure.</returns>
    /// <exception cref="InvalidOperationException">A parameter was moved, converted or disposed, the message names it; or the rule needs a closure.</exception>
    /// <exception cref="NonFiniteGradientException">A gradient holds NaN or infinity, and the policy is to throw; nothing was changed.</exception>
    public override Tensor step(Func<Tensor>? closure = null)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        RequireInPlace();
        ForwardOptions();
        Tensor? loss = null;
        try
        {
            if (closure is null)
            {
                FindGradients();
                StepAll();
            }
            else if (_sets is [{ Optimizer.NeedsClosure: true } only])
            {
                loss = StepTwice(only, closure);
            }
            else
            {
                loss = Evaluate(closure);
                RequireInPlace();
                FindGradients();
                StepAll();
            }
        }
        finally
        {
            RestoreGradients();
        }

        foreach (TrainedParameter parameter in _trained)
        {
            parameter.MarkWritten();
        }

        return loss!;
    }

    /// <summary>Sets the gradients to zero where they are; those that are null stay null.</summary>
    /// <exception cref="InvalidOperationException">A parameter was moved, converted or disposed; the message names it.</exception>
    public override void zero_grad()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        foreach (TrainedParameter parameter in _trained)
        {
            parameter.ClearGradient();
        }
    }

    /// <summary>
    /// Puts the weights for evaluation in the place of those that are trained, where the optimizer keeps others: the average of
    /// <c>ema</c> or of schedule-free learning. Nothing happens else.
    /// </summary>
    public void eval() => Exchange(isForEvaluation: true);

    /// <summary>Puts the weights that are trained in their place again, before training goes on.</summary>
    public void train() => Exchange(isForEvaluation: false);

    /// <summary>Adds a group, before the first step or later. The state of the other groups stays as it is.</summary>
    /// <param name="param_group">A group of ours or of TorchSharp.</param>
    /// <exception cref="ArgumentException">A parameter is in another group, or of a type that is not stepped in.</exception>
    public override void add_param_group(TorchSharp.Modules.ParamGroup param_group)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        int groups = _parameter_groups.Count, parameters = _trained.Count;
        try
        {
            Append(ParamGroup.From(param_group));
            Build();
        }
        catch
        {
            _trained.RemoveRange(parameters, _trained.Count - parameters);
            _groups.RemoveRange(groups, _groups.Count - groups);
            while (_parameter_groups.Count > groups)
            {
                _parameter_groups.RemoveAt(groups);
            }

            throw;
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isDisposed)
        {
            foreach (IDisposable part in _sets.Concat<IDisposable>(_trained))
            {
                part.Dispose();
            }
        }

        _isDisposed = true;
        base.Dispose(disposing);
    }

    private void Append(ParamGroup group)
    {
        group.Complete(_factoryOptions);
        HashSet<string> names = [];
        foreach ((string name, TorchParameter parameter) in group.Named)
        {
            string full = name.Length > 0 ? name : $"{_trained.Count}";
            TrainedParameter? same = _trained.Find(other => ReferenceEquals(other.Tensor, parameter) || other.IsSameMemory(parameter));
            if (same is null)
            {
                _trained.Add(new TrainedParameter(full, parameter, group.Options) { ModuleType = group.ModuleTypes?.GetValueOrDefault(name) });
                names.Add(full);
            }
            else if (!names.Contains(same.Name))
            {
                throw new ArgumentException($"Parameter '{full}' is in two groups: '{same.Name}' of an earlier one is the same memory.");
            }
        }

        _groups.Add((group.Options, names));
        _parameter_groups.Add(group);
    }

    private void ForwardOptions()
    {
        bool gainsMomentum = _rule.WithMomentum is not null && _groups.Exists(static group => group.Options.beta1 > 0);
        if (gainsMomentum || (!_decays && Decays()))
        {
            Build();
        }

        foreach (TrainedSet set in _sets)
        {
            set.ForwardOptions();
        }
    }

    private bool Decays() => _groups.Exists(static group => group.Options.weight_decay > 0);

    private void Build()
    {
        if (_rule.WithMomentum is { } other && _groups.Exists(static group => group.Options.beta1 > 0))
        {
            _rule = other;
        }

        _decays = Decays();
        TrainedSet[] earlier = _sets;
        TrainedSet[] fresh = [.. _trained.GroupBy(static parameter => (parameter.Type, parameter.IsInMemory))
            .Select(group => new TrainedSet(_rule, [.. group], _groups, get_num_threads(), _sharing))];
        if (fresh.Length > 1 && fresh[0].Optimizer.NeedsClosure)
        {
            foreach (TrainedSet set in fresh)
            {
                set.Dispose();
            }

            throw new ArgumentException($"'{_rule.Name}' evaluates the gradient at a second point, and so needs parameters of one element type, all in the memory of the process or none.");
        }

        foreach (TrainedSet set in fresh)
        {
            if (Array.Find(earlier, set.IsLike) is { } before)
            {
                set.TakeOver(before);
                before.Dispose();
            }
        }

        _sets = fresh;
        DescribeStates();
    }

    private Tensor StepTwice(TrainedSet set, Func<Tensor> closure)
    {
        Tensor? first = null;
        set.Optimizer.Step(() =>
        {
            RestoreGradients();
            Tensor loss = Evaluate(closure);
            RequireInPlace();
            FindGradients();
            double value = loss.to(ScalarType.Float64).item<double>();
            if (first is null)
            {
                first = loss;
            }
            else
            {
                loss.Dispose();
            }

            return value;
        });
        return first!;
    }

    private static Tensor Evaluate(Func<Tensor> closure)
    {
        using IDisposable gradient = enable_grad();
        return closure();
    }

    private void StepAll()
    {
        // Where one set has to refuse its gradients, none may have moved before it.
        if (_sets.Length > 1 && Array.Find(_sets, Refuses) is { } refusing)
        {
            refusing.Optimizer.Step();
            return;
        }

        foreach (TrainedSet set in _sets)
        {
            set.Optimizer.Step();
        }
    }

    // A gradient that is not finite in one process is so in all once they are averaged. All have the same options, so that all ask or none.
    private bool Refuses(TrainedSet set) =>
        set.IsStrict && (_sharing is { } sharing ? sharing.Processes.Any(!set.IsFinite()) : !set.IsFinite());

    private void RequireInPlace() => _trained.ForEach(static parameter => parameter.RequireInPlace());

    private void RestoreGradients() => _trained.ForEach(static parameter => parameter.Restore());

    private void FindGradients() => _trained.ForEach(static parameter => parameter.FindGradient());

    private void Exchange(bool isForEvaluation)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        RequireInPlace();
        foreach (TrainedSet set in _sets)
        {
            if (EvaluationWeights(set.Optimizer) is { } weights && weights.IsSwapped != isForEvaluation)
            {
                weights.Swap();
                (set.Optimizer as MasterWeights)?.RoundParameters();
            }
        }

        _trained.ForEach(static parameter => parameter.MarkWritten());
    }

    private static IEvaluationWeights? EvaluationWeights(Impetus.Optimizer optimizer) => optimizer switch
    {
        IEvaluationWeights weights => weights,
        OptimizerWrapper wrapper => EvaluationWeights(wrapper.Inner),
        _ => null,
    };

    private void SetAll(Action<ParamGroup> set)
    {
        foreach (ParamGroup group in Groups)
        {
            set(group);
        }
    }
}
