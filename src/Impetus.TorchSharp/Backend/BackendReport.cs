namespace Impetus.Torch;

/// <summary>What <see cref="TorchBackend.Examine"/> found.</summary>
public sealed record BackendReport
{
    /// <summary>TorchSharp's version.</summary>
    public required string TorchSharp { get; init; }

    /// <summary>The version of libtorch that TorchSharp was made for.</summary>
    public required string LibTorch { get; init; }

    /// <summary>The folder with the native libraries; null where none was found.</summary>
    public required string? Folder { get; init; }

    /// <summary>How TorchSharp's library was loaded: as it is, or with a request for a newer C++ runtime made weak.</summary>
    public required string Loading { get; init; }

    /// <summary>The linear algebra library in libtorch; null where it cannot be asked.</summary>
    public required string? LinearAlgebra { get; init; }

    /// <summary>Why the libraries do not load, and how to fix it; null where they do.</summary>
    public required string? Problem { get; init; }
}
