using System.Text;
using Impetus.Checkpoints;

namespace Impetus.Tests.Safetensors;

/// <summary>Whatever is in a file, reading it either works or is refused with a message: no crash, no memory taken by its word.</summary>
public sealed class HostileFileTests
{
    private const string One = """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""";

    public static TheoryData<string, int, string> Headers => new()
    {
        { "", 0, "not the JSON" },
        { "{", 0, "not the JSON" },
        { "[]", 0, "not the JSON" },
        { "null", 0, "not the JSON" },
        { "{} x", 0, "not the JSON" },
        { "{}{}", 0, "not the JSON" },
        { "{\"a\":1}", 0, "not the JSON" },
        { "{\"a\":{\"dtype\":3,\"shape\":[2],\"data_offsets\":[0,8]}}", 8, "not the JSON" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,8]}}", 8, "not the JSON" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[\"2\"],\"data_offsets\":[0,8]}}", 8, "not the JSON" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[99999999999999999999],\"data_offsets\":[0,8]}}", 8, "not the JSON" },
        { "{\"a\\ud800\":{}}", 0, "not the JSON" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}", 8, "-2 is no length" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-8,0]}}", 8, "-8 is no length" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}", 8, "'a' lacks" },
        { "{\"a\":{}}", 8, "'a' lacks" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0]}}", 8, "'a' lacks" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8,9]}}", 8, "'a' lacks" },
        { "{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 8, "unknown or there twice" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8],\"more\":1}}", 8, "unknown or there twice" },
        { "{\"a\":{\"dtype\":\"F31\",\"shape\":[2],\"data_offsets\":[0,8]}}", 8, "unknown element type 'F31'" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}", 8, "do not fit its shape" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}", 12, "do not fit its shape" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,8]}}", 8, "do not fit its shape" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[9223372036854775807,9223372036854775807],\"data_offsets\":[0,8]}}", 8, "do not fit its shape" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296,4294967296],\"data_offsets\":[0,0]}}", 0, "do not fit its shape" },
        { "{\"a\":{\"dtype\":\"F64\",\"shape\":[1152921504606846975],\"data_offsets\":[0,9223372036854775800]}}", 8, "beyond the end" },
        { One, 7, "beyond the end" },
        { One, 0, "beyond the end" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}", 12, "overlaps" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 8, "overlaps" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,16]}}", 16, "'a' is there twice" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}", 12, "belong to no tensor" },
        { One, 9, "belong to no tensor" },
        { "{\"__metadata__\":{\"a\":1}}", 0, "not the JSON" },
        { "{\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"}}", 0, "metadata 'a' is there twice" },
        { "{\"__metadata__\":{\"a\":\"1\"},\"__metadata__\":{\"b\":\"2\"}}", 0, "metadata is there twice" },
        { "{\"a\":" + new string('[', 5000) + new string(']', 5000) + "}", 0, "not the JSON" },
        { "{\"a\":" + string.Concat(Enumerable.Repeat("{\"b\":", 5000)), 0, "unknown" },
    };

    [Theory]
    [MemberData(nameof(Headers))]
    public void HeadersThatBreakTheFormatAreRefused(string header, int dataLength, string cause)
        => Assert.Contains(cause, Refusal(SafetensorsBytes.File(header, dataLength)), StringComparison.Ordinal);

    [Theory]
    [InlineData(0UL)]
    [InlineData(1UL)]
    [InlineData(100UL)]
    [InlineData(1UL << 40)]
    [InlineData(ulong.MaxValue)]
    [InlineData((ulong)long.MaxValue)]
    public void HeaderLengthsAreChecked(ulong length)
        => Assert.Contains("header", Refusal([.. SafetensorsBytes.Prefix(length), .. Encoding.UTF8.GetBytes(One), .. new byte[8]]), StringComparison.Ordinal);

    [Fact]
    public void EveryTruncationIsRefused()
    {
        byte[] whole = SafetensorsBytes.File(One, 8);
        SafetensorsBytes.Read(whole, file => Assert.Equal([0f, 0f], file.Read<float>(file.Find("a")!)));
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.NotEmpty(Refusal(whole[..length]));
        }
    }

    [Fact]
    public void InvalidUnicodeIsRefused()
    {
        byte[] bytes = SafetensorsBytes.File(One, 8);
        bytes[Array.IndexOf(bytes, (byte)'a')] = 0xff;
        Assert.NotEmpty(Refusal(bytes));
    }

    [Fact]
    public void EmptyShapesMayHaveLargeDimensions()
        => SafetensorsBytes.Read(
            SafetensorsBytes.File("{\"a\":{\"dtype\":\"F32\",\"shape\":[9223372036854775807,9223372036854775807,0],\"data_offsets\":[0,0]}}"),
            file => Assert.Empty(file.Read<float>(file.Find("a")!)));

    [Fact]
    public void OtherElementTypesAreNotTakenForNumbers()
        => SafetensorsBytes.Read(
            SafetensorsBytes.File("{\"a\":{\"dtype\":\"I32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 8),
            file => Assert.Contains("expected F32 or F64", Assert.Throws<InvalidDataException>(() => file.Read<float>(file.Find("a")!)).Message, StringComparison.Ordinal));

    /// <summary>Random damage: bytes changed, cut out, put in, swapped. What is not refused must be readable to the end.</summary>
    [Fact]
    public void RandomDamageIsRefusedOrReadable()
    {
        byte[] whole = SafetensorsBytes.File("""{"__metadata__":{"k":"v"},"a":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},"b":{"dtype":"F64","shape":[],"data_offsets":[24,32]}}""", 32);
        Random random = new(20260101);
        string path = Path.Combine(Path.GetTempPath(), $"impetus-{Guid.NewGuid():n}.safetensors");
        try
        {
            for (int mutation = 0; mutation < 2000; mutation++)
            {
                File.WriteAllBytes(path, Damage(whole, random));
                ReadAll(path);
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void ReadAll(string path)
    {
        try
        {
            using SafetensorsFile file = SafetensorsFile.Open(path);
            foreach (SafetensorsEntry entry in file.Entries)
            {
                Assert.Equal(entry.Count, file.Read<double>(entry).Length);
            }
        }
        catch (InvalidDataException refusal)
        {
            Assert.NotEmpty(refusal.Message);
        }
    }

    private static byte[] Damage(byte[] whole, Random random)
    {
        const string Letters = "0123456789{}[]\",:-eE. afFI\\u\0\xff";
        List<byte> bytes = [.. whole];
        for (int count = random.Next(1, 5); count > 0; count--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] = (byte)Letters[random.Next(Letters.Length)];
                    break;
                case 2:
                    bytes.Insert(at, (byte)Letters[random.Next(Letters.Length)]);
                    break;
                case 3:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 12), bytes.Count - at));
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(at / 2, Math.Min(random.Next(1, 40), bytes.Count - at / 2)));
                    break;
            }

            if (bytes.Count < 9)
            {
                return [.. bytes];
            }
        }

        // Often the header's length is made to fit again, so that damage behind it is reached.
        byte[] damaged = [.. bytes];
        if (random.Next(3) > 0)
        {
            SafetensorsBytes.Prefix((ulong)Math.Max(0, damaged.Length - 40)).CopyTo(damaged, 0);
        }

        return damaged;
    }

    private static string Refusal(byte[] bytes)
        => Assert.Throws<InvalidDataException>(() => SafetensorsBytes.Read(bytes, _ => { })).Message;
}
