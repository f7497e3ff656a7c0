using System.Diagnostics;
using Impetus.Lab;

namespace Impetus.Faults.Fuzzing;

/// <summary>Something that no input may do.</summary>
/// <param name="Number">The mutation.</param>
/// <param name="What">What happened.</param>
internal sealed record Finding(long Number, string What);

/// <summary>What came of mutations.</summary>
/// <param name="Mutations">How many were tried.</param>
/// <param name="Read">How many of them were read.</param>
/// <param name="Refused">How many were refused with a message.</param>
/// <param name="Findings">What else happened.</param>
internal sealed record FuzzResult(long Mutations, long Read, long Refused, IReadOnlyList<Finding> Findings);

/// <summary>Feeds mutations to a reader: each is read, or refused with one message, in little memory and time.</summary>
internal static class FuzzCampaign
{
    private const long MostBytes = 64L << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Tries so many mutations.</summary>
    public static FuzzResult Run(Reader reader, long seed, long mutations) => Run(reader, seed, number => number < mutations);

    /// <summary>Tries mutations as long as it is told to.</summary>
    public static FuzzResult Run(Reader reader, long seed, Func<long, bool> goesOn)
    {
        List<Finding> findings = [];
        long number = 0, read = 0, refused = 0;
        for (; goesOn(number); number++)
        {
            byte[] input = Mutation.Of(reader.Seeds, seed, number);
            long before = GC.GetAllocatedBytesForCurrentThread(), start = Stopwatch.GetTimestamp();
            try
            {
                reader.Read(input);
                read++;
            }
            catch (Exception error) when (IsRefusal(error))
            {
                refused++;
                if (string.IsNullOrWhiteSpace(error.Message) || error.Message.Contains("   at ", StringComparison.Ordinal))
                {
                    findings.Add(new(number, $"a message that says nothing: {error}"));
                }
            }
            catch (Exception error)
            {
                findings.Add(new(number, error.ToString()));
            }

            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (allocated > MostBytes)
            {
                findings.Add(new(number, $"{allocated:N0} bytes of memory for an input of {input.Length:N0}"));
            }

            if (Stopwatch.GetElapsedTime(start) > Patience)
            {
                findings.Add(new(number, $"{Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s for an input of {input.Length:N0} bytes"));
            }
        }

        return new(number, read, refused, findings);
    }

    // What the command line shows as one message.
    private static bool IsRefusal(Exception error) => error is LabException or InvalidDataException or FormatException or NonFiniteGradientException;
}
