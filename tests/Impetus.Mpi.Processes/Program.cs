using System.Globalization;
using Impetus.Distributed;
using Impetus.Mpi;

// mpirun -np N dotnet Impetus.Mpi.Processes.dll SCENARIO: prints one line a process; the tests read them.
Communicator world = Communicator.Start(args is ["missing"] ? TimeSpan.FromSeconds(2) : TimeSpan.FromMinutes(1));
try
{
    string line = args switch
    {
        ["collectives"] => Collectives(world),
        ["counter"] => Counter(world),
        ["split"] => Split(world),
        ["missing"] => Missing(world),
        ["optimizers", string file] => TrainOptimizers(world, file),
        ["train", string root] => Trained(() => TrainingRuns.Train(world, root)),
        ["die", string root] => Trained(() => TrainingRuns.Die(world, root)),
        _ => throw new ArgumentException($"no scenario '{string.Join(' ', args)}'"),
    };
    Console.WriteLine($"{world.Rank}/{world.Size}: {line}");
    world.Dispose();
    return 0;
}
catch (MpiException exception)
{
    Console.WriteLine($"{world.Rank}/{world.Size}: {exception.Message}");
    world.Abort(3);
    return 3;
}

static string Collectives(Communicator world)
{
    int rank = world.Rank, size = world.Size;
    int[] counts = [.. Enumerable.Range(0, size).Select(process => process + 1)];
    int all = counts.Sum();

    double[] sums = [rank + 1, -rank];
    world.AllReduce<double>(sums, Reduction.Sum);
    long[] most = [rank];
    world.AllReduce<long>(most, Reduction.Maximum);

    char[] word = rank == size - 1 ? "root?".ToCharArray() : new char[5];
    world.Broadcast<char>(word, size - 1);

    float[] gathered = new float[all];
    int start = counts[..rank].Sum();
    gathered.AsSpan(start, counts[rank]).Fill(rank + 0.5f);
    world.AllGather<float>(gathered, counts);

    // Process p sends p to process 0, p twice to process 1, and so on.
    int[] sent = new int[all];
    Array.Fill(sent, rank);
    Stretch[] sentParts = [.. Enumerable.Range(0, size).Select(process => new Stretch(counts[..process].Sum(), counts[process]))];
    Stretch[] receivedParts = [.. Enumerable.Range(0, size).Select(process => new Stretch(process * (rank + 1), rank + 1))];
    int[] received = new int[size * (rank + 1)];
    world.AllToAll<int>(sent, sentParts, received, receivedParts);

    float[] part = new float[counts[rank]];
    world.ReduceScatter<float>(gathered, part, counts);

    world.Barrier();
    return string.Join(
        ' ', Text(sums), Text(most), new string(word), Text(gathered), Text(received), Text(part));
}

static string Counter(Communicator world)
{
    using SharedCounter counter = new(world);
    // The first process keeps the number and is busy elsewhere: the others count all the same.
    List<long> mine = [];
    if (world.Rank == 0)
    {
        Thread.Sleep(1000);
    }

    for (int count = 0; count < 100; count++)
    {
        mine.Add(counter.Add());
    }

    bool wereAlone = world.Rank == 0 ? mine[0] == 100 * (world.Size - 1) : mine[^1] < 100 * (world.Size - 1);
    long[] sum = [mine.Sum()];
    world.AllReduce<long>(sum, Reduction.Sum);
    return $"{wereAlone} {sum[0]}";
}

static string Split(Communicator world)
{
    using Communicator part = world.Split(world.Rank % 2);
    long[] sum = [world.Rank];
    part.AllReduce<long>(sum, Reduction.Sum);
    return $"{part.Rank}/{part.Size} {sum[0]}";
}

// Through a file: a launcher mixes long outputs.
static string TrainOptimizers(Communicator world, string file)
{
    string[] lines = [.. OptimizerRuns.Train(world)];
    if (world.Rank == 0)
    {
        File.WriteAllLines(file, lines);
    }

    return $"{lines.Length} optimizers";
}

static string Trained(Action train)
{
    train();
    return "trained";
}

static string Missing(Communicator world)
{
    world.Barrier();
    if (world.Rank == 1)
    {
        Thread.Sleep(TimeSpan.FromMinutes(1));
    }

    world.Barrier();
    return "all came";
}

static string Text<T>(T[] values)
    where T : IFormattable =>
    string.Join(',', values.Select(value => value.ToString(null, CultureInfo.InvariantCulture)));
