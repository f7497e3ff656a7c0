using System.Collections;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Impetus.Torch;

// States that go to and fro between ours, PyTorch's and TorchSharp's own optimizers.
public sealed partial class ImpetusOptimizer
{
    /// <summary>
    /// Takes over the state that PyTorch's <c>optimizer.state_dict()</c> holds, for example
    /// <c>PyTorchUnpickler.UnpickleStateDict("optimizer.pt")</c> of TorchSharp.PyBridge: Adam's and AdamW's into FusedAdam and FusedAdamW,
    /// SGD's into FusedSGD, RMSprop's into FusedRMSprop. Parameters are matched by <c>param_names</c> where the state has them, else by the
    /// order of <c>parameters()</c>; numbers, groups and shapes are checked first.
    /// </summary>
    /// <exception cref="InvalidDataException">The state does not fit; the message names the first difference, and nothing was changed.</exception>
    public void load_state_dict(IDictionary torch_state)
    {
        ArgumentNullException.ThrowIfNull(torch_state);
        IDictionary states = Part<IDictionary>(torch_state, "state");
        IDictionary[] groups = [.. Part<IEnumerable>(torch_state, "param_groups").Cast<IDictionary>()];
        int[][] members = [.. groups.Select(static group => Part<IEnumerable>(group, "params").Cast<object>().Select(Convert.ToInt32).ToArray())];
        string[]?[] names = [.. groups.Select(static group => group.Contains("param_names") ? ((IEnumerable)group["param_names"]!).Cast<string>().ToArray() : null)];
        for (int i = 0; i < groups.Length; i++)
        {
            PyTorchGroup.RequireSame(Inner[0].Options, i, groups[i]);
        }

        Load(
            members.Select(static group => group.Length).ToArray(),
            (group, place) => states[members[group][place]] is IDictionary entry ? ParameterState.From(entry) : new ParameterState(null, new Dictionary<string, Tensor>()),
            names);
        for (int i = 0; i < groups.Length; i++)
        {
            PyTorchGroup.Read(groups[i], _groups[i].Options);
        }
    }

    /// <summary>Takes over the state of another optimizer of this class, or of TorchSharp's SGD, Adam, AdamW or RMSProp, by the order of parameters.</summary>
    /// <exception cref="InvalidDataException">The state does not fit; the message names the first difference, and nothing was changed.</exception>
    public override void load_state_dict(StateDictionary state_dict)
    {
        ArgumentNullException.ThrowIfNull(state_dict);
        if (state_dict.Options.FirstOrDefault() is Options { Owner: { } owner })
        {
            if (!ReferenceEquals(owner, this))
            {
                using MemoryStream stream = new();
                owner.save_state_dict(stream);
                stream.Position = 0;
                load_state_dict(stream);
            }

            return;
        }

        Load(
            [.. state_dict.StateIndexRef.Select(static group => group.Count)],
            (group, place) => ParameterState.From(state_dict.State[state_dict.StateIndexRef[group][place]]),
            new string[]?[state_dict.StateIndexRef.Count]);
        for (int i = 0; i < state_dict.Options.Count; i++)
        {
            _groups[i].Options.LoadStateDict(state_dict.Options[i]);
        }
    }

    /// <summary>
    /// The state as PyTorch's <c>optimizer.load_state_dict</c> takes it, to be written by <c>PyTorchPickler.PickleStateDict</c> of
    /// TorchSharp.PyBridge. The tensors are copies.
    /// </summary>
    public IDictionary torch_state_dict()
    {
        ForwardOptions();
        Dictionary<object, object> states = [];
        ArrayList groups = [];
        int next = 0;
        foreach ((Options options, HashSet<string> names) in _groups)
        {
            ArrayList members = [], memberNames = [];
            foreach (TrainedParameter parameter in _trained.Where(parameter => names.Contains(parameter.Name)))
            {
                ParameterState state = SetOf(parameter).Export(parameter);
                if (state.Step > 0)
                {
                    Dictionary<object, object> entry = state.Arrays.ToDictionary(static array => (object)array.Key, static array => (object)array.Value);
                    entry["step"] = tensor((float)state.Step.Value);
                    states[next] = entry;
                }

                members.Add(next++);
                memberNames.Add(parameter.Name);
            }

            groups.Add(PyTorchGroup.Write(Inner[0].Options, options, members, memberNames));
        }

        return new Dictionary<object, object> { ["state"] = states, ["param_groups"] = groups };
    }

    /// <summary>Puts the state into one of TorchSharp's own optimizers of the same rule and parameters, which then goes on where this one is.</summary>
    /// <exception cref="InvalidDataException">The other optimizer keeps something else, or has other parameters.</exception>
    public void copy_state_to(OptimizerHelper other)
    {
        ArgumentNullException.ThrowIfNull(other);
        ForwardOptions();
        StateDictionary target = other.state_dict();
        if (target.State.Count != _trained.Count)
        {
            throw new InvalidDataException($"The other optimizer has {target.State.Count} parameters, and this one {_trained.Count}.");
        }

        for (int i = 0; i < _trained.Count; i++)
        {
            SetOf(_trained[i]).Export(_trained[i]).CopyTo(target.State[i]);
        }
    }

    private static T Part<T>(IDictionary dictionary, string key)
        where T : class => dictionary[key] as T ?? throw new InvalidDataException($"The state has no '{key}': it is none of PyTorch's optimizers.");

    private TrainedSet SetOf(TrainedParameter parameter) => _sets.First(set => set.Members.Contains(parameter));

    // Everything is looked at before anything is changed.
    private void Load(int[] counts, Func<int, int, ParameterState> stateOf, string[]?[] names)
    {
        if (counts.Length != _groups.Count)
        {
            throw new InvalidDataException($"The state has {counts.Length} parameter groups, the optimizer {_groups.Count}.");
        }

        List<(TrainedParameter Parameter, ParameterState State)> matches = [];
        for (int group = 0; group < counts.Length; group++)
        {
            TrainedParameter[] own = [.. _trained.Where(parameter => _groups[group].Names.Contains(parameter.Name))];
            if (own.Length != counts[group])
            {
                throw new InvalidDataException($"Group {group} of the state has {counts[group]} parameters, that of the optimizer {own.Length}.");
            }

            for (int place = 0; place < own.Length; place++)
            {
                string? name = names[group]?[place];
                TrainedParameter parameter = name is null ? own[place] : Array.Find(own, each => each.Name == name)
                    ?? throw new InvalidDataException($"Group {group} of the state has a parameter '{name}', which the optimizer's has not.");
                ParameterState state = stateOf(group, place);
                SetOf(parameter).RequireFit(parameter, state);
                matches.Add((parameter, state));
            }
        }

        foreach ((TrainedParameter parameter, ParameterState state) in matches)
        {
            SetOf(parameter).Import(parameter, state);
        }
    }
}
