using System.Diagnostics;
using System.Diagnostics.Tracing;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Impetus.Algebra;
using Impetus.Kernels;
using Impetus.Kernels.Lanes;
using Impetus.Memories;
using Impetus.Scalings;

namespace Impetus.Tests.Passes;

/// <summary>
/// What the just-in-time compiler makes of every rule's loops, instead of how long they take: nothing in them is called, and the
/// code is no longer than it was, as it would be if values left their registers. RECORD_CODE=1 records what is new.
/// </summary>
[Collection(nameof(CompiledLoopTests))]
[CollectionDefinition(nameof(CompiledLoopTests), DisableParallelization = true)]
public sealed unsafe class CompiledLoopTests
{
    private const double Slack = 1.1;

    private static readonly string Instructions = Vector512.IsHardwareAccelerated ? "avx512" : "avx2";

    private static readonly string Place = Path.Combine(Repository.Root, "tests", "Impetus.Tests", "Passes", "code-sizes.txt");

    [Fact]
    public void LoopsCallNothingAndDoNotGrow()
    {
        Assert.SkipUnless(Vector256.IsHardwareAccelerated, "single coordinates are not measured");
        SortedDictionary<string, int> recorded = new(Read(), StringComparer.Ordinal);
        using NativeBuffer<float> numbers = new(256);
        float* start = numbers.Start;
        (string Name, MethodInfo Loop)[] loops = [.. Loops()];
        using CompiledMethods compiled = new();
        List<string> faults = [];
        foreach ((string name, MethodInfo loop) in loops)
        {
            string own = $"{loop.DeclaringType}.{loop.Name}";
            IReadOnlyList<CompiledMethod> methods = compiled.Of(own, () => GoOver(loop, start));
            string key = $"{Instructions} {name}";
            int size = methods.Single(method => method.Name == own).Size;
            faults.AddRange(methods.Where(method => method.Name != own).Select(called => $"{key} calls {called.Name}"));
            if (Environment.GetEnvironmentVariable("RECORD_CODE") is not null)
            {
                recorded[key] = size;
            }
            else if (!recorded.TryGetValue(key, out int usual) || size > Slack * usual)
            {
                faults.Add($"{key} takes {size} bytes of code instead of {usual}");
            }
        }

        if (Environment.GetEnvironmentVariable("RECORD_CODE") is not null)
        {
            File.WriteAllLines(Place, recorded.Select(pair => $"{pair.Value}\t{pair.Key}"));
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    /// <summary>The same with the instructions that most desktops have, where the machine has more.</summary>
    [Fact]
    public void NorWithoutAvx512()
    {
        Assert.SkipUnless(Vector512.IsHardwareAccelerated, "the other test measures that");
        ProcessStartInfo start = new(Environment.ProcessPath!, ["-method", $"{typeof(CompiledLoopTests).FullName}.{nameof(LoopsCallNothingAndDoNotGrow)}"])
        {
            RedirectStandardOutput = true,
            Environment = { ["DOTNET_EnableAVX512"] = "0" },
        };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output);
    }

    /// <summary>The loops of every named rule, in the lanes that kernels choose.</summary>
    private static IEnumerable<(string Name, MethodInfo Loop)> Loops()
    {
        HashSet<Type> seen = [];
        foreach (OptimizerDefinition definition in OptimizerRegistry.All.Where(static definition => definition.Name is not ("muon" or "prodigy")))
        {
            OptimizerOptions options = OptimizerSpecification.Parse(definition.Name).Options();
            Type memory = options.MemoryPart.GetType().DeclaringType!, scaling = options.ScalingPart.GetType().DeclaringType!;
            memory = options.MemoryPart is HeavyBall.Options { Nesterov: false } ? typeof(PlainHeavyBall) : memory;
            scaling = options.ScalingPart.Arrays.Contains("maximum") ? typeof(RunningMaximum<>).MakeGenericType(scaling) : scaling;
            Type order = options.ScalingFirst ? typeof(ScalingFirst) : typeof(MemoryFirst);
            Type formula = typeof(Formula<,,,,,>).MakeGenericType(memory, scaling, order, typeof(DecoupledDecay), typeof(Unclipped), typeof(AsItIs));
            if (!seen.Add(formula))
            {
                continue;
            }

            MemoryTraits traits = options.MemoryPart.Traits;
            bool divides = scaling != typeof(NoScaling) || traits.Preconditions;
            if (traits.SumsWhileMoving)
            {
                yield return ($"{definition.Name} moves and sums up", Loop(typeof(RowSums), "RowByRow", Vector512.IsHardwareAccelerated ? Single512 : Single256, typeof(Moving<>).MakeGenericType(formula), formula));
                continue;
            }

            Type lane = Vector512.IsHardwareAccelerated ? Single512 : divides ? Single256 : Pair256;
            bool fits = (bool)Loop(typeof(FusedStep), nameof(FusedStep.FitsRegisters), lane, formula).Invoke(null, null)!;
            yield return ($"{definition.Name} moves", Loop(typeof(FusedStep), fits ? "RunInRegisters" : "Run", lane, formula));
            if (traits.SumCount > 0)
            {
                bool seesPreconditioner = traits.Inputs.Include(Inputs.Preconditioner);
                yield return ($"{definition.Name} sums up", Loop(typeof(RowSums), "StripByStrip", Vector512.IsHardwareAccelerated ? Twin512 : seesPreconditioner ? Single256 : traits.SumCount > 1 ? Pair256 : Quad256, typeof(Measuring<>).MakeGenericType(formula), formula));
            }
        }
    }

    private static Type Single512 => typeof(Vector512Lane<float>);

    private static Type Twin512 => typeof(TwinVector512Lane<float>);

    private static Type Single256 => typeof(Vector256Lane<float>);

    private static Type Pair256 => typeof(PairLane<Vector256Lane<float>, float>);

    private static Type Quad256 => typeof(PairLane<PairLane<Vector256Lane<float>, float>, float>);

    private static MethodInfo Loop(Type kernel, string name, Type lane, params Type[] formula)
        => kernel.GetMethod(name, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!.MakeGenericMethod([.. formula, lane, typeof(float)]);

    /// <summary>Goes over some coordinates, so that what the loop calls is compiled as well.</summary>
    private static void GoOver(MethodInfo loop, float* numbers)
    {
        SlotStreams<float> slots = new() { First = numbers, Second = numbers, Third = numbers, Fourth = numbers };
        Streams<float> streams = new() { Parameter = numbers, Gradient = numbers, Memory = slots, FirstTarget = numbers, Scaling = slots };
        float* columns = stackalloc float[256];
        Type formula = loop.GetGenericArguments()[^3];
        object?[] arguments = [Activator.CreateInstance(formula), streams, (nint)0, (nint)128];
        loop.Invoke(null, loop.GetParameters().Length > arguments.Length ? [.. arguments, Pointer.Box(columns, typeof(float*))] : arguments);
        MethodInfo last = typeof(CompiledLoopTests).GetMethod(nameof(Last), BindingFlags.Static | BindingFlags.NonPublic)!;
        last.MakeGenericMethod(formula, loop.DeclaringType == typeof(FusedStep) ? typeof(int) : typeof(long)).Invoke(null, null);
    }

    /// <summary>Compiled anew for every loop.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Last<TFormula, TLoop>()
        where TFormula : struct
        where TLoop : struct
    {
    }

    private static Dictionary<string, int> Read()
        => !File.Exists(Place) ? [] : File.ReadLines(Place).Select(line => line.Split('\t')).ToDictionary(pair => pair[1], pair => int.Parse(pair[0], CultureInfo.InvariantCulture));

    /// <summary>No clipping, in a type of its own, so that nobody else has compiled these loops before.</summary>
    private readonly struct Unclipped : IClipping<Unclipped>
    {
        public static Unclipped Plan(double bound) => default;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Clip<TLane>(TLane gradient)
            where TLane : struct, ILane<TLane> => gradient;
    }

    private sealed record CompiledMethod(string Name, int Size);

    /// <summary>Hears what is compiled on this thread.</summary>
    private sealed class CompiledMethods : EventListener
    {
        private const EventKeywords JustInTime = (EventKeywords)0x10;

        private readonly List<(long Thread, CompiledMethod Method)> _methods = [];

        /// <summary>What is compiled when a method runs for the first time: the method, and what it calls.</summary>
        public IReadOnlyList<CompiledMethod> Of(string name, Action goOver)
        {
            lock (_methods)
            {
                _methods.Clear();
            }

            goOver();
            Stopwatch waited = Stopwatch.StartNew();
            while (true)
            {
                lock (_methods)
                {
                    // Events come in order, and the last is that of a method which is compiled after all others.
                    int own = _methods.FindIndex(each => each.Method.Name == name);
                    if (own >= 0 && _methods.Exists(each => each.Thread == _methods[own].Thread && each.Method.Name.EndsWith(nameof(Last), StringComparison.Ordinal)))
                    {
                        return [.. _methods.Where(each => each.Thread == _methods[own].Thread && !each.Method.Name.StartsWith("Impetus.Tests", StringComparison.Ordinal)).Select(each => each.Method)];
                    }
                }

                Assert.True(waited.Elapsed < TimeSpan.FromSeconds(60), $"nobody compiled {name}");
                Thread.Sleep(1);
            }
        }

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "Microsoft-Windows-DotNETRuntime")
            {
                EnableEvents(eventSource, EventLevel.Verbose, JustInTime);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData.EventName?.StartsWith("MethodLoadVerbose", StringComparison.Ordinal) == true
                && ((string)Value("MethodNamespace")).StartsWith("Impetus", StringComparison.Ordinal))
            {
                lock (_methods)
                {
                    _methods.Add((eventData.OSThreadId, new($"{Value("MethodNamespace")}.{Value("MethodName")}", (int)(uint)Value("MethodSize"))));
                }
            }

            object Value(string name) => eventData.Payload![eventData.PayloadNames!.IndexOf(name)]!;
        }
    }
}
