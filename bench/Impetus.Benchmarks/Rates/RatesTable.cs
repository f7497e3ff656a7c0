using System.Globalization;
using Impetus.Lab.Models;
using Impetus.Lab.Tasks;
using Impetus.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Impetus.Benchmarks.Rates;

/// <summary>
/// The learning rate that each optimizer ends a short run of a task of the lab with the lowest training loss with, over AdamW's and over
/// SGDM's: what to multiply a rate with that was tuned for one of those. Everything but the rate is the optimizer's default; the rate
/// falls as half a cosine.
/// </summary>
internal static class RatesTable
{
    private static readonly string[] Anchors = ["adamw", "sgdm"];

    /// <summary>Searches on one task, and prints a row for each optimizer.</summary>
    /// <param name="name">The task's name.</param>
    /// <param name="steps">Steps of a run.</param>
    /// <param name="batch">Examples in a batch; 0 for the task's own number.</param>
    /// <param name="seeds">Runs whose losses are averaged.</param>
    /// <param name="optimizers">The optimizers, beside the anchors.</param>
    public static void Print(string name, int steps, int batch, int seeds, IReadOnlyList<string> optimizers)
    {
        TorchBackend.Tune(1);
        TrainingTask task = TaskRegistry.Find(name) ?? throw new ArgumentException($"There is no task '{name}'.");
        Scale scale = batch < 0 ? Scale.Smoke : Scale.Cpu;
        ScaleBudget own = task.Budgets[scale];
        ScaleBudget budget = own with { Steps = steps, BatchSize = batch > 0 ? batch : own.BatchSize };
        using ILoadedTask loaded = task.Load(new TaskRequest(scale, budget));
        MarkdownTable.WriteHeader(["optimizer", "best rate", "over adamw", "over sgdm", "loss there", "tried"]);
        Dictionary<string, double> rates = [];
        foreach (string optimizer in Anchors.Concat(optimizers.Except(Anchors)))
        {
            RateSearch search = new(rate => Enumerable.Range(1, seeds).Average(seed => Train(loaded, budget, optimizer, rate, seed)));
            rates[optimizer] = search.Run(OptimizerSpecification.Parse(optimizer).Options().LearningRate);
            MarkdownTable.WriteRow(
            [
                optimizer, Text(rates[optimizer]), Text(rates[optimizer] / rates["adamw"]), rates.TryGetValue("sgdm", out double sgdm) ? Text(rates[optimizer] / sgdm) : "",
                Text(search.Tried.Min(static each => each.Loss)), string.Join(' ', search.Tried.Select(static each => $"{Text(each.Rate)}:{Text(each.Loss)}")),
            ]);
        }
    }

    /// <summary>The mean loss over the last tenth of a run; infinite if it diverged.</summary>
    private static double Train(ILoadedTask task, ScaleBudget budget, string specification, double rate, int seed)
    {
        using nn.Module model = task.CreateModel();
        model.Initialize((ulong)seed);
        using ParameterArena arena = new(model.named_parameters());
        using ParameterSet parameters = arena.CreateParameterSet();
        using Optimizer optimizer = OptimizerSpecification.Parse(specification).Create(parameters, options => (options.Threads, options.ClipNorm) = (1, budget.ClipNorm));
        using ITrainingBatches batches = task.Batches((ulong)seed);
        using Generator generator = manual_seed(seed);
        double sum = 0, first = double.NaN;
        long counted = Math.Max(1, budget.Steps / 10);
        for (long step = 0; step < budget.Steps; step++)
        {
            arena.ZeroGradients();
            double value = Differentiate(model, batches, step);
            first = step == 0 ? value : first;
            if (!double.IsFinite(value) || value > 10 * Math.Abs(first))
            {
                return double.PositiveInfinity;
            }

            sum += step >= budget.Steps - counted ? value : 0;
            optimizer.LearningRate = rate * (1 + Math.Cos(Math.PI * step / budget.Steps)) / 2;
            try
            {
                optimizer.Step();
            }
            catch (NonFiniteGradientException)
            {
                return double.PositiveInfinity;
            }
        }

        return sum / counted;
    }

    private static double Differentiate(nn.Module model, ITrainingBatches batches, long step)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor loss = batches.Loss(model, step);
        double value = loss.ToDouble();
        loss.backward();
        return value;
    }

    private static string Text(double value) => value.ToString("g3", CultureInfo.InvariantCulture);
}
