namespace Impetus.Lab.Instruments;

/// <summary>All instruments by name.</summary>
public static class InstrumentRegistry
{
    /// <summary>Every instrument: its name, what it measures in one line, and how to make one.</summary>
    public static IReadOnlyList<RegisteredInstrument> All { get; } =
    [
        new("telemetry", "gradient norm, update norm, average step size and the scalars of the optimizer, of the step", static () => new StepTelemetry()),
        new("distance", "distance of the weights from where they started", static () => new Distance()),
        new("sharpness", "largest eigenvalue of the Hessian over the first 4 batches (Lanczos)", SurfaceInstrument.Sharpness),
        new("m-sharpness", "mean rise of a mini-batch's loss within a radius of 0.05 (critical momenta, Eq. 15)", SurfaceInstrument.MiniBatchSharpness),
        new("loss-barrier", "height of the loss between two copies trained on to the end of the schedule in other batch orders", static () => new CopiesBarrier()),
        new("loss-slice", "loss on a 9 x 9 grid along two random directions normalised by filter", SurfaceInstrument.Slice),
        new("embeddings", "how good the encoder's embeddings are for every set at hand that embeddings are judged by", static () => new EmbeddingQuality(isSample: false)),
        new(EmbeddingQuality.Sample, "the same on about 200 texts or pairs of each set, cut after 64 tokens: for measuring many runs", static () => new EmbeddingQuality(isSample: true)),
    ];

    /// <summary>The instrument of that name, or null.</summary>
    public static RegisteredInstrument? Find(string name) =>
        All.FirstOrDefault(instrument => string.Equals(instrument.Name, name, StringComparison.Ordinal));
}
