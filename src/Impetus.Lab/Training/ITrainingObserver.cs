using Impetus.Lab.Runs;

namespace Impetus.Lab.Training;

/// <summary>Watches a training run, for a progress display. All calls come from the thread that trains; keep them short.</summary>
public interface ITrainingObserver
{
    /// <summary>Everything is checked and loaded, training starts or goes on.</summary>
    /// <param name="configuration">What is trained.</param>
    /// <param name="step">Steps taken before.</param>
    /// <param name="parameters">Coordinates of the model.</param>
    /// <param name="environment">The machine and the software.</param>
    void Started(TrainingConfiguration configuration, long step, long parameters, RunEnvironment environment);

    /// <summary>A step was taken.</summary>
    /// <param name="step">Steps taken so far.</param>
    /// <param name="loss">The loss of the last batch.</param>
    /// <param name="metric">The metric after this step; null where it was not measured.</param>
    void Stepped(long step, double loss, double? metric);

    /// <summary>Something that its user should know: a checkpoint was written, or one is damaged.</summary>
    void Noted(string message);
}
