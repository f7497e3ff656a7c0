using Impetus.Distributed;
using Impetus.Wrappers;

namespace Impetus.Torch;

/// <summary>The parameters of one element type, in memory or not, and the optimizer that steps them.</summary>
internal sealed partial class TrainedSet : IDisposable
{
    private readonly ParameterSet _parameters;
    private readonly GroupOptions[] _groups;

    /// <summary>Makes the optimizer.</summary>
    /// <param name="rule">What kind of optimizer.</param>
    /// <param name="members">The parameters; of one type, and all in memory or none.</param>
    /// <param name="groups">The hyper-parameters of all groups, and the names of their parameters.</param>
    /// <param name="threads">Threads that a step may use.</param>
    /// <param name="sharing">The processes that train together, and whether they divide the state; null for this one alone.</param>
    public TrainedSet(
        OptimizerRule rule,
        IReadOnlyList<TrainedParameter> members,
        IReadOnlyList<(ImpetusOptimizer.Options Options, HashSet<string> Names)> groups,
        int threads,
        (IProcessGroup Processes, bool Shards)? sharing)
    {
        Members = members;
        if (members[0].IsInMemory)
        {
            _parameters = new ParameterSet();
            foreach (TrainedParameter member in members)
            {
                member.AddTo(_parameters);
            }
        }
        else
        {
            _parameters = TensorParameters.Create(members.Select(static member => (member.Name, (TorchSharp.torch.Tensor)member.Tensor, member.Own)));
            foreach (TrainedParameter member in members)
            {
                member.Inner = _parameters[member.Name];
            }
        }

        (ImpetusOptimizer.Options Options, HashSet<string> Names)[] own =
            [.. groups.Select(group => (group.Options, group.Names.Intersect(members.Select(static member => member.Name)).ToHashSet())).Where(static group => group.Item2.Count > 0)];
        if (sharing is { Shards: true } shared)
        {
            _parameters.ShardAmong(shared.Processes);
        }

        Optimizer = rule.Create(_parameters, own, threads);
        Optimizer = sharing is { } together ? Optimizer.DataParallel(together.Processes) : Optimizer;
        _groups = [.. own.Select((group, index) => new GroupOptions(group.Options, Optimizer.Groups[index]))];
    }

    /// <summary>The parameters, in order.</summary>
    public IReadOnlyList<TrainedParameter> Members { get; }

    /// <summary>What steps them.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>Whether this is for parameters of the same kind.</summary>
    public bool IsLike(TrainedSet other) => other.Members[0].Type == Members[0].Type && other.Members[0].IsInMemory == Members[0].IsInMemory;

    /// <summary>
    /// Whether a gradient that is not finite makes this set refuse a step: it throws, or skips and counts. Batches that are gathered are
    /// skipped by the set alone, when all are there.
    /// </summary>
    public bool IsStrict => Optimizer.Options.NonFinite switch
    {
        NonFinitePolicy.Ignore => false,
        NonFinitePolicy.Skip => !Gathers(Optimizer),
        _ => true,
    };

    /// <summary>Whether all gradients are finite. Costs a reading of them.</summary>
    public bool IsFinite() => Members.All(static member => member.IsGradientFinite());

    /// <summary>Forwards hyper-parameters that have changed since the last step.</summary>
    public void ForwardOptions()
    {
        foreach (GroupOptions group in _groups)
        {
            group.Forward();
        }
    }

    /// <summary>Takes over the hyper-parameters that a loaded state has brought.</summary>
    public void FetchOptions()
    {
        foreach (GroupOptions group in _groups)
        {
            group.Fetch();
        }
    }

    /// <summary>Takes over the state of an optimizer of fewer parameters.</summary>
    public void TakeOver(TrainedSet earlier)
    {
        if (earlier.Optimizer.Options.Composition == Optimizer.Options.Composition)
        {
            Optimizer.ContinueFrom(earlier.Optimizer);
        }
        else
        {
            Optimizer.Inherit(earlier.Optimizer, fresh: false);    // a momentum that was not there before
        }
    }

    public void Dispose()
    {
        Optimizer.Dispose();
        _parameters.Dispose();
    }

    private static bool Gathers(Optimizer optimizer) => optimizer is GradientAccumulation || (optimizer is OptimizerWrapper wrapper && Gathers(wrapper.Inner));
}
