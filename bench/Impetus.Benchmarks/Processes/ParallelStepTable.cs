using System.Globalization;
using Impetus.Benchmarks.Training;
using Impetus.Distributed;
using Impetus.Mpi;
using Impetus.Torch;

namespace Impetus.Benchmarks.Processes;

/// <summary>What the parts of a step take where several processes train a network, each on one thread and its own batch.</summary>
internal static class ParallelStepTable
{
    internal static readonly string[] Networks = ["cnn", "resnet18-quarter", "resnet18", "llama"];

    public static void Print(Communicator processes, int rounds)
    {
        TorchBackend.Tune(1);
        if (processes.Rank == 0)
        {
            MarkdownTable.WriteHeader(["network", "parameters", "forward and backward, ms", "averaging, ms", "step, ms", "share of averaging", "MPI_Allreduce instead, ms"]);
        }

        foreach (TrainingCase network in Networks.Select(name => TrainingCase.All.Single(each => each.Name == name)))
        {
            using TrainedModel model = new(network, threads: 1);
            using GradientAverage average = GradientAverage.Of(model.Parameters, processes);
            float[] plain = new float[model.ParameterCount];
            double[] times = Rounds.Play(
                processes,
                rounds,
                () => model.Differentiate(),
                () => average.Run(1.0 / processes.Size),
                () => model.StepAlone(),
                () => processes.AllReduce<float>(plain, Reduction.Sum));
            if (processes.Rank == 0)
            {
                MarkdownTable.WriteRow([network.Name, model.ParameterCount.ToString("N0", CultureInfo.InvariantCulture), Text(times[0]), Text(times[1]), Text(times[2]), (times[1] / (times[0] + times[1] + times[2])).ToString("p1", CultureInfo.InvariantCulture), Text(times[3])]);
            }
        }
    }

    private static string Text(double value) => value.ToString("g3", CultureInfo.InvariantCulture);
}
