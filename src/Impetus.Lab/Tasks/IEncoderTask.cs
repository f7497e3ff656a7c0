using Impetus.Lab.Models.Encoders;
using Impetus.Lab.Models.Encoders.Tokenizers;
using static TorchSharp.torch;

namespace Impetus.Lab.Tasks;

/// <summary>A task whose model is an encoder with something on top.</summary>
internal interface IEncoderTask
{
    /// <summary>What turns texts into the encoder's tokens.</summary>
    EncoderTokenizer Tokenizer { get; }

    /// <summary>The encoder of a model of the task.</summary>
    Encoder EncoderOf(nn.Module model);
}
