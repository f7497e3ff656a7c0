using Impetus.Lab.Tasks.Graphs;
using Impetus.Lab.Tasks.Language;
using Impetus.Lab.Tasks.Streams;
using Impetus.Lab.Tasks.Texts;
using Impetus.Lab.Tasks.Translation;
using Impetus.Lab.Tasks.Vision;

namespace Impetus.Lab.Tasks;

/// <summary>All tasks by name. Nothing is loaded and no native code runs until a task is trained.</summary>
public static class TaskRegistry
{
    /// <summary>The task of a comparison that names none.</summary>
    public static TrainingTask Default => All[0];

    /// <summary>Every task, the default first.</summary>
    public static IReadOnlyList<TrainingTask> All { get; } = [.. FashionMnistTasks.All, .. CifarTasks.All, VisionTransformerTask.Task, .. ImageNetTasks.All, .. LanguageTasks.All, .. TranslationTasks.All, .. GraphTasks.All, .. TextTasks.All, .. LabelFlipTasks.All, FiveDataSets.Task, .. ExperienceTasks.All];

    /// <summary>The task of that name, or null.</summary>
    public static TrainingTask? Find(string name) =>
        All.FirstOrDefault(task => string.Equals(task.Name, name, StringComparison.Ordinal));
}
