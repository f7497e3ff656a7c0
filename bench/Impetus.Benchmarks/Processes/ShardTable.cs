using System.Globalization;
using Impetus.Distributed;
using Impetus.Kernels;
using Impetus.Mpi;

namespace Impetus.Benchmarks.Processes;

/// <summary>State and time of a step of ResNet-18's 11 M coordinates, whole in every process and divided among them.</summary>
internal static unsafe class ShardTable
{
    private const int Length = 11_172_810;

    public static void Print(Communicator processes, int rounds)
    {
        if (processes.Rank == 0)
        {
            MarkdownTable.WriteHeader(["optimizer", "state, MB", "divided, MB", "average and step, ms", "divided, ms"]);
        }

        foreach (string optimizer in (string[])["sgdm", "adamw", "am-adamw", "adam-cm:capacity=5", "adam-cm:capacity=20"])
        {
            using Trainee whole = new(optimizer, processes, shards: false), divided = new(optimizer, processes, shards: true);
            double[] times = Rounds.Play(processes, rounds, whole.Step, divided.Step);
            double most = processes.Gather(divided.StateBytes).Max();
            if (processes.Rank == 0)
            {
                MarkdownTable.WriteRow([optimizer, Megabytes(whole.StateBytes), Megabytes(most), Text(times[0]), Text(times[1])]);
            }
        }
    }

    private static string Megabytes(double bytes) => Text(bytes / 1e6);

    private static string Text(double value) => value.ToString("g3", CultureInfo.InvariantCulture);

    private sealed class Trainee : IDisposable
    {
        private readonly NativeBuffer<float> _values = new(Length), _gradients = new(Length);
        private readonly ParameterSet _parameters;
        private readonly DataParallel _optimizer;

        public Trainee(string optimizer, IProcessGroup processes, bool shards)
        {
            _parameters = new ParameterSet { Flat = new((nint)_values.Start, (nint)_gradients.Start) };
            _parameters.Add("all", (nint)_values.Start, (nint)_gradients.Start, Length, ElementType.Float32);
            if (shards)
            {
                _parameters.ShardAmong(processes);
            }

            _gradients.Span.Fill(1e-3f * (processes.Rank + 1));
            long before = NativeMemoryUse.BytesAskedFor;
            Optimizer inner = OptimizerSpecification.Parse(optimizer).Create(_parameters, static options => (options.Threads, options.LearningRate) = (1, 1e-6));
            StateBytes = NativeMemoryUse.BytesAskedFor - before;
            _optimizer = inner.DataParallel(processes);
        }

        public long StateBytes { get; }

        public void Step() => _optimizer.Step();

        public void Dispose()
        {
            _optimizer.Dispose();
            _parameters.Dispose();
            _values.Dispose();
            _gradients.Dispose();
        }
    }
}
