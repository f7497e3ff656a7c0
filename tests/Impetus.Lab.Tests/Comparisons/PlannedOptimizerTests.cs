using Impetus.Lab.Comparisons;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Tests.Comparisons;

/// <summary>Where the rates of a comparison come from.</summary>
public class PlannedOptimizerTests
{
    private static readonly ComparisonPlan Flips = new() { Task = TaskRegistry.Find("label-flip")!, Optimizers = ["sgdm", "tam", "sgdm:lr=0.3", "adamw"] };

    [Fact]
    public void AGridLiesWhereTheUserOrElseThePaperOrElseTheOptimizerHasItsRate()
        => Assert.Equal([0.01, 0.02, 0.3, 0.001], PlannedOptimizer.Of(Flips with { Tuning = LearningRateTuning.Grid }).Select(optimizer => optimizer.Rates[1]));

    [Fact]
    public void PublishedRatesAreThePapersAndAtPaperScaleItsChoice()
    {
        ComparisonPlan published = Flips with { Optimizers = ["tam", "sgd"], Tuning = LearningRateTuning.Published };
        PlannedOptimizer tam = PlannedOptimizer.Of(published)[0], chosen = PlannedOptimizer.Of(published with { Scale = Scale.Paper })[0];

        Assert.Equal("tam:momentum=0.9,gamma=0.9", tam.Text);
        Assert.Equal([0.01, 0.02, 0.04, 0.06], tam.Rates);
        Assert.Equal((0.02, 0), (chosen.LearningRate, chosen.Rates.Count));
    }

    [Fact]
    public void WhatNoPaperHasIsSaidWithWhatTheyHave()
    {
        LabException error = Assert.Throws<LabException>(() => PlannedOptimizer.Of(Flips with { Tuning = LearningRateTuning.Published }));
        Assert.Contains("No paper has a setting of adamw for the task label-flip; there are sgd; sgdm:momentum=0.9; tam", error.Message, StringComparison.Ordinal);
        Assert.Contains("No paper has settings for the task fashion-mnist-cnn", Assert.Throws<LabException>(() => PlannedOptimizer.Of(
            new() { Task = TaskRegistry.Default, Tuning = LearningRateTuning.Published })).Message, StringComparison.Ordinal);
    }
}
