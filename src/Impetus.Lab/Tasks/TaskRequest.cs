namespace Impetus.Lab.Tasks;

/// <summary>What a task is loaded for.</summary>
/// <param name="Scale">The scale, for what a task keeps by scale outside its budgets.</param>
/// <param name="Budget">The budget: the task's own at this scale, or with what the user changed, such as the steps of the run.</param>
/// <param name="Files">Files of the user's own; null for none.</param>
public sealed record TaskRequest(Scale Scale, ScaleBudget Budget, TaskFiles? Files = null);
