using Impetus;
using Impetus.Distributed;

/// <summary>Trains every optimizer in several processes, and says by a hash of each bit where it has come to.</summary>
internal static class OptimizerRuns
{
    // Matrices that are cut between processes, and what is none.
    private static readonly long[][] Shapes = [[9_000], [3], [60, 150], [200, 201], [1]];

    private static readonly int[] Lengths = [.. Shapes.Select(static shape => (int)shape.Aggregate(static (one, other) => one * other))];

    private static readonly string[] Wrapped =
    [
        "sam(rho=0.05)+tam", "sam(rho=0.05,adaptive=true)+sgdm", "meg()+adamw", "lookahead(k=2)+adam-cm", "ema(decay=0.9)+am-adamw", "accumulate(batches=2)+tam",
        "switch(steps=4,first=tam)+sgdm", "cautious+adamw", "adamw:clip-norm=1", "tam:scope=tensor", "am-adamw:clip-value=0.5", "adam-cm:scope=tensor",
    ];

    /// <summary>A line for each optimizer: its hashes with the gradient of one process, and with those of all, undivided and divided.</summary>
    public static IEnumerable<string> Train(IProcessGroup processes) => OptimizerRegistry.All.Select(definition => definition.Name).Concat(Wrapped).Select(specification =>
        $"{specification} {Train(processes, specification, false, false):x} {Train(processes, specification, false, true):x} {Train(processes, specification, true, false):x} {Train(processes, specification, true, true):x}");

    private static uint Train(IProcessGroup processes, string specification, bool differ, bool shards)
    {
        float[][] values = [.. Lengths.Select((length, tensor) => Enumerable.Range(0, length).Select(at => MathF.Cos(at + tensor)).ToArray())];
        float[][] gradients = [.. Lengths.Select(length => new float[length])];
        using ParameterSet parameters = [];
        for (int tensor = 0; tensor < Lengths.Length; tensor++)
        {
            parameters.Add($"t{tensor}", values[tensor], gradients[tensor], Shapes[tensor]);
        }

        if (shards)
        {
            parameters.ShardAmong(processes);
        }

        using DataParallel optimizer = Optimizers.Create(parameters, specification).DataParallel(processes);
        optimizer.Share = differ ? 1.0 / processes.Size : processes.Rank == 0 ? 1 : 0;
        for (int step = 0; step < 7; step++)
        {
            _ = optimizer.Step(() =>
            {
                Fill(gradients, values, step, differ ? processes.Rank : 0);
                return 1;
            });
        }

        uint hash = Hash(values);
        return processes.Gather(hash).All(each => each == hash) ? hash : throw new InvalidOperationException($"{specification} has come to different places in different processes.");
    }

    private static void Fill(float[][] gradients, float[][] values, int step, int rank)
    {
        for (int tensor = 0; tensor < gradients.Length; tensor++)
        {
            for (int at = 0; at < gradients[tensor].Length; at++)
            {
                gradients[tensor][at] = MathF.Sin((at * 0.37f) + (step * 1.3f) + (rank * 0.7f)) + (0.125f * values[tensor][at]);
            }
        }
    }

    // FNV-1a.
    private static uint Hash(float[][] values)
    {
        uint hash = 2166136261;
        foreach (float value in values.SelectMany(static each => each))
        {
            hash = (hash ^ BitConverter.SingleToUInt32Bits(value)) * 16777619;
        }

        return hash;
    }
}
