using System.Globalization;
using Impetus;
using Impetus.Benchmarks;
using Impetus.Benchmarks.Fused;
using Impetus.Benchmarks.Kernels;
using Impetus.Benchmarks.Processes;
using Impetus.Benchmarks.Rates;
using Impetus.Benchmarks.Training;
using Impetus.Mpi;

// dotnet run -c Release --project bench/Impetus.Benchmarks -- loops|targets|torch [SECONDS [OPTIMIZER|SHAPE ...]]
// dotnet run -c Release --project bench/Impetus.Benchmarks -- growth|limits|small [SECONDS [OPTIMIZER ...]]
// dotnet run -c Release --project bench/Impetus.Benchmarks -- kernels [BENCHMARKDOTNET-ARGUMENT ...]
// dotnet run -c Release --project bench/Impetus.Benchmarks -- fused|muon|wrappers [SECONDS]
// dotnet run -c Release --project bench/Impetus.Benchmarks -- torchsharp|processors [SECONDS [CASE ...]]
// dotnet run -c Release --project bench/Impetus.Benchmarks -- rates TASK STEPS BATCH SEEDS [OPTIMIZER ...]    (BATCH 0: the task's; -1: the task at smoke scale)
// dotnet run -c Release --project bench/Impetus.Benchmarks -- memory [STEPS]
// dotnet run -c Release --project bench/Impetus.Benchmarks -- training|precision [SECONDS [MODEL ...]]
// mpirun -np 2 dotnet artifacts/bin/Impetus.Benchmarks/release/Impetus.Benchmarks.dll processes average|steps|shards|paper [ROUNDS]
// dotnet run -c Release --project bench/Impetus.Benchmarks -- share [SECONDS [MODEL|OPTIMIZER ...]]
string table = args.ElementAtOrDefault(0) ?? "";
TimeSpan duration = TimeSpan.FromSeconds(double.TryParse(args.ElementAtOrDefault(1), CultureInfo.InvariantCulture, out double seconds) ? seconds : 2);
Shape[] shapes = [.. Shape.All.Where(shape => args.Contains(shape.Name))];
string[] optimizers = [.. args.Skip(2).Where(word => Shape.All.All(shape => shape.Name != word))];
shapes = shapes.Length > 0 ? shapes : [.. Shape.All];
optimizers = optimizers.Length > 0 ? optimizers : [.. OptimizerRegistry.All.Select(definition => definition.Name)];
TrainingCase[] cases = [.. TrainingCase.All.Where(trainingCase => args.Length < 3 || args.Contains(trainingCase.Name))];

switch (table)
{
    case "loops" when Loops.AreBuilt:
        OptimizerTable.Print(optimizers, shapes, duration);
        return 0;
    case "targets" when Loops.AreBuilt:
        TargetsTable.Print(optimizers, shapes, duration);
        return 0;
    case "limits" when Loops.AreBuilt:
        LimitsTable.Print(optimizers, duration);
        return 0;
    case "wrappers" when Loops.AreBuilt:
        WrappersTable.Print(duration);
        return 0;
    case "small":
        SmallTable.Print(optimizers, duration);
        return 0;
    case SmallTable.FirstStep:
        SmallTable.PrintFirstStep(args[1]);
        return 0;
    case "growth":
        GrowthTable.Print(optimizers, duration);
        return 0;
    case "kernels":
        KernelSuite.Run(args[1..]);
        return 0;
    case "loops" or "limits" or "targets" or "wrappers":
        Console.Error.WriteLine("benchmarks: the C loops are not built: run bench/peers/build first");
        return 2;
    case "torch" when TorchPeer.IsPresent:
        TorchTable.Print(Path.Combine(AppContext.BaseDirectory, "torch_steps.py"), shapes, duration);
        return 0;
    case "training" when TorchPeer.IsPresent:
        TrainingTable.Print(Path.Combine(AppContext.BaseDirectory, "torch_training.py"), cases, duration);
        return 0;
    case "fused":
        FusedTable.Print(duration);
        return 0;
    case "muon":
        MuonTable.Print(duration);
        return 0;
    case "torchsharp" or "processors":
        IReadOnlyList<string> tensors = args.Length > 2 ? args[2..] : TorchSharpTable.Names;
        Action<IReadOnlyList<string>, TimeSpan> tabulate = table == "processors" ? TorchSharpTable.PrintProcessors : TorchSharpTable.Print;
        tabulate(tensors, duration);
        return 0;
    case "rates" when args.Length > 4:
        RatesTable.Print(
            args[1], int.Parse(args[2], CultureInfo.InvariantCulture), int.Parse(args[3], CultureInfo.InvariantCulture), int.Parse(args[4], CultureInfo.InvariantCulture),
            args.Length > 5 ? args[5..] : [.. OptimizerRegistry.All.Select(definition => definition.Name)]);
        return 0;
    case "memory":
        MemoryTable.Print(int.Parse(args.ElementAtOrDefault(1) ?? "20000", CultureInfo.InvariantCulture));
        return 0;
    case "precision":
        PrecisionTable.Print(cases, duration);
        return 0;
    case "share":
        TrainingCase[] networks = [.. TrainingCase.Shares.Where(network => args.Contains(network.Name))];
        string[] weighed = [.. args.Skip(2).Where(word => TrainingCase.Shares.All(network => network.Name != word))];
        ShareTable.Print(
            networks.Length > 0 ? networks : TrainingCase.Shares,
            weighed.Length > 0 ? weighed : ["am-adamw", "adatamw", "adam-cm", "madam"],
            duration);
        return 0;
    case "processes" when args.Length > 1:
        using (Communicator processes = Communicator.Start())
        {
            int rounds = int.Parse(args.ElementAtOrDefault(2) ?? "15", CultureInfo.InvariantCulture);
            Action<Communicator> print = args[1] switch
            {
                "steps" => each => ParallelStepTable.Print(each, rounds),
                "shards" => each => ShardTable.Print(each, rounds),
                "paper" => each => PaperTable.Print(each, rounds),
                _ => AverageTable.Print,
            };
            print(processes);
        }

        return 0;
    case "torch" or "training":
        Console.Error.WriteLine("benchmarks: there is no PyTorch: install python3-torch");
        return 2;
    default:
        Console.Error.WriteLine("benchmarks: usage: loops|targets|torch [SECONDS [OPTIMIZER|SHAPE ...]] or growth|limits|small [SECONDS [OPTIMIZER ...]] or kernels or fused|muon|wrappers [SECONDS] or torchsharp|processors [SECONDS [CASE ...]] or rates TASK STEPS BATCH SEEDS [OPTIMIZER ...] or memory [STEPS] or training|precision [SECONDS [MODEL ...]] or share [SECONDS [MODEL|OPTIMIZER ...]] or, started by mpirun, processes average|steps|shards|paper [ROUNDS]");
        return 2;
}
