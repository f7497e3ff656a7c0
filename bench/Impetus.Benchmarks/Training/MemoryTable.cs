using System.Globalization;
using Impetus.Lab.Models.Vision;
using Impetus.Torch;
using static TorchSharp.torch;

namespace Impetus.Benchmarks.Training;

/// <summary>The memory of a process that trains a small perceptron: flat once the allocators have what they need.</summary>
internal static class MemoryTable
{
    private const int Rows = 10, Inputs = 64, Classes = 10, Batch = 32;

    public static void Print(int steps)
    {
        TorchBackend.Tune(1);
        TrainingCase small = new(
            "small perceptron",
            static () => MultilayerPerceptron.Create(Inputs, Classes, hiddenLayers: 1, units: 32),
            static () => (randn(Batch, Inputs), randint(Classes, Batch, int64)));
        using TrainedModel model = new(small, threads: 1);
        MarkdownTable.WriteHeader(["steps", "process, KiB", "managed heap after a collection, KiB", "tensors"]);
        for (int step = 0; step <= steps; step++)
        {
            if (step * Rows % steps < Rows)
            {
                long heap = GC.GetTotalMemory(forceFullCollection: true);
                string[] cells = [.. new[] { step, Resident() / 1024, heap / 1024, Tensor.TotalCount }.Select(static value => value.ToString("N0", CultureInfo.InvariantCulture))];
                MarkdownTable.WriteRow(cells);
            }

            model.Step();
        }
    }

    private static long Resident()
    {
        using System.Diagnostics.Process process = System.Diagnostics.Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
