using System.Buffers.Binary;
using System.Text;

namespace Impetus.Faults.Fuzzing;

/// <summary>Changes an input at random: bits, bytes, lengths, pieces, and numbers and words of texts.</summary>
internal static class Mutation
{
    private const int MostChanges = 6;
    private const int MostBytes = 1 << 20;

    private static readonly long[] Extremes = [0, 1, -1, 127, 128, 255, 256, 32_767, 65_535, int.MaxValue, int.MinValue, uint.MaxValue, long.MaxValue, long.MinValue, 1L << 40];

    private static readonly byte[][] Words =
    [
        .. new[]
        {
            "null", "true", "-1", "1e999", "NaN", "2147483648", "9223372036854775808", "0.5", "\"\"", "[]", "{}", "[null]", "\\ud800", "\0", "\r\n", "\t", " ", ":", ",", "../", "1e-400", "\u00e9", "(", ")", "+", "*", "=",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    /// <summary>One mutation, the same for the same number.</summary>
    public static byte[] Of(IReadOnlyList<byte[]> seeds, long seed, long number)
    {
        Random random = new(HashCode(seed, number));
        List<byte> bytes = [.. seeds[random.Next(seeds.Count)]];
        // Half of them change one thing: many changes are refused at the first.
        for (int change = random.Next(2) * random.Next(MostChanges); change >= 0; change--)
        {
            Change(bytes, seeds, random);
        }

        return [.. bytes];
    }

    private static void Change(List<byte> bytes, IReadOnlyList<byte[]> seeds, Random random)
    {
        int place = random.Next(bytes.Count + 1), rest = bytes.Count - place;
        switch (random.Next(10))
        {
            case 0 when rest > 0:
                bytes[place] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when rest > 0:
                bytes[place] = (byte)random.Next(256);
                break;
            case 2 when rest > 0:
                bytes.RemoveRange(place, random.Next(1, Math.Min(rest, 64) + 1));
                break;
            case 3 when random.Next(4) == 0:
                bytes.RemoveRange(place, rest);
                break;
            case 4 when bytes.Count < MostBytes:
                bytes.InsertRange(place, bytes.GetRange(place, Math.Min(rest, random.Next(1, 200))));
                break;
            case 5 when bytes.Count < MostBytes:
                byte[] other = seeds[random.Next(seeds.Count)];
                int start = random.Next(other.Length + 1);
                bytes.InsertRange(place, other.AsSpan(start, Math.Min(other.Length - start, random.Next(200))));
                break;
            case 6 or 7:
                Overwrite(bytes, place, Extremes[random.Next(Extremes.Length)], random);
                break;
            default:
                byte[] word = Words[random.Next(Words.Length)];
                bytes.RemoveRange(place, Math.Min(rest, random.Next(word.Length + 2)));
                bytes.InsertRange(place, word);
                break;
        }
    }

    // Of any width, in any order.
    private static void Overwrite(List<byte> bytes, int place, long number, Random random)
    {
        Span<byte> binary = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(binary, number);
        binary = binary[..(1 << random.Next(4))];
        if (random.Next(2) == 0)
        {
            binary.Reverse();
        }

        for (int k = 0; k < binary.Length && place + k < bytes.Count; k++)
        {
            bytes[place + k] = binary[k];
        }
    }

    private static int HashCode(long seed, long number) => unchecked((int)((seed * 0x1E3779B97F4A7C15L) ^ (number * 0x2545F491) ^ (number >> 16)));
}
