namespace Impetus.Lab.Benchmarks;

/// <summary>What a step of an optimizer costs, beside what the machine can do at best in the same minute.</summary>
/// <param name="Optimizer">The specification.</param>
/// <param name="Elements">How many coordinates all tensors have together.</param>
/// <param name="Tensors">How many tensors share them.</param>
/// <param name="Threads">How many threads a step may use.</param>
/// <param name="MedianMs">The median time of a step in milliseconds; with one thread, its processor time.</param>
/// <param name="BytesPerElement">The bytes that the rule must read and write for each coordinate of a step.</param>
/// <param name="GigabytesPerSecond">Those bytes over the median time, in 10⁹ bytes a second.</param>
/// <param name="RatioToCopy">The time over that of copying as many bytes (half read, half written).</param>
/// <param name="RatioToLoop">
/// The time over that of a hand-written vector loop on one long tensor: SGD with momentum for optimizers without
/// scaling, AdamW for all others.
/// </param>
public sealed record StepMeasurement(
    string Optimizer,
    long Elements,
    int Tensors,
    int Threads,
    double MedianMs,
    int BytesPerElement,
    double GigabytesPerSecond,
    double RatioToCopy,
    double RatioToLoop);
