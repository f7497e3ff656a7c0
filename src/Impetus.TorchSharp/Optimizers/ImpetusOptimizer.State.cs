using TorchSharp.Modules;
using static TorchSharp.torch;
using TorchOptions = TorchSharp.Modules.OptimizerOptions;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace Impetus.Torch;

// What is saved: TorchSharp's own methods write the options of every group, then the state of every parameter. The options of the first
// group carry the state of all, as safetensors under the model's names.
public sealed partial class ImpetusOptimizer
{
    private const int Format = 1;

    /// <summary>Writes the state to a stream, which stays open.</summary>
    public void save_state_dict(Stream stream)
    {
        using BinaryWriter writer = new(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        save_state_dict(writer);
    }

    /// <summary>Reads a state from a stream, which stays open.</summary>
    /// <exception cref="InvalidDataException">It belongs to another optimizer or other parameters; the message names the first difference.</exception>
    public void load_state_dict(Stream stream)
    {
        using BinaryReader reader = new(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        load_state_dict(reader);
    }

    private void DescribeStates()
    {
        _state.Clear();
        foreach (ParamGroup group in Groups)
        {
            group.Options.Owner = this;
            foreach (TorchParameter parameter in group.Parameters)
            {
                _state[parameter.Handle] = new State(parameter);
            }
        }
    }

    private void WriteState(BinaryWriter writer, Options options)
    {
        writer.Write(Format);
        writer.Write(options.InitialLearningRate);
        writer.Write(options.maximize ?? false);
        if (!IsFirst(options))
        {
            return;
        }

        ForwardOptions();
        writer.Write(_sets.Length);
        foreach (TrainedSet set in _sets)
        {
            using MemoryStream state = new();
            set.Optimizer.Save(state);
            writer.Write(state.Length);
            writer.Write(state.GetBuffer(), 0, (int)state.Length);
        }
    }

    private void ReadState(BinaryReader reader, Options options)
    {
        int format = reader.ReadInt32();
        if (format != Format)
        {
            throw new InvalidDataException($"The state is of format {format}; this version reads {Format}.");
        }

        options.InitialLearningRate = reader.ReadDouble();
        options.maximize = reader.ReadBoolean();
        if (!IsFirst(options))
        {
            return;
        }

        int count = reader.ReadInt32();
        if (count != _sets.Length)
        {
            throw new InvalidDataException($"The state is of parameters of {count} element types; the optimizer has {_sets.Length}.");
        }

        foreach (TrainedSet set in _sets)
        {
            using MemoryStream state = new(reader.ReadBytes(checked((int)reader.ReadInt64())));
            set.Optimizer.Load(state);
            set.FetchOptions();
        }
    }

    private bool IsFirst(Options options) => ReferenceEquals(options, Groups.First().Options);

    /// <summary>The place of a parameter's state in TorchSharp's dictionary.</summary>
    private sealed class State(TorchParameter parameter) : OptimizerState(parameter)
    {
        public override void SaveStateDict(BinaryWriter writer)
        {
        }

        public override void LoadStateDict(BinaryReader reader)
        {
        }

        public override void LoadStateDict(OptimizerState source)
        {
        }

        public override void Initialize(TorchOptions options)
        {
        }

        public override void to(Device device)
        {
            if (device.type != _parameter.device_type)
            {
                throw new NotSupportedException("The state of an optimizer lies where its parameters lie: move the module, then make the optimizer.");
            }
        }
    }
}
