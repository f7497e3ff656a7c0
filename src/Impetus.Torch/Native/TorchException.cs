namespace Impetus.Torch;

/// <summary>An operation that libtorch refused, with its own explanation (for example of shapes that do not match).</summary>
public sealed class TorchException(string message) : Exception(message);
