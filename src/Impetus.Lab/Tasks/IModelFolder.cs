using static TorchSharp.torch;

namespace Impetus.Lab.Tasks;

/// <summary>A task whose trained model is written as others read it, besides the run's own files.</summary>
internal interface IModelFolder
{
    /// <summary>Writes the model.</summary>
    /// <param name="model">The trained model.</param>
    /// <param name="folder">An empty folder.</param>
    void Write(nn.Module model, string folder);
}
