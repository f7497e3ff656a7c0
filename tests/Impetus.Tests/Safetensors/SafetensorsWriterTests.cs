using System.Buffers.Binary;
using Impetus.Checkpoints;

namespace Impetus.Tests.Safetensors;

public sealed class SafetensorsWriterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("impetus-").FullName;

    private string Target => Path.Combine(_folder, "file.safetensors");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void WhatWasWrittenIsRead()
    {
        float[] narrow = [1.5f, -0f, float.NaN, float.PositiveInfinity, float.Epsilon, float.MaxValue];
        SafetensorsWriter writer = new();
        writer.AddMetadata("a \"quoted\"\nkey", "größer als 1 \u0001 🙂");
        writer.Add("matrix", narrow, 2, 3);
        writer.Add("scalar \\ \"é\"", new[] { Math.PI });
        writer.Add("empty", Array.Empty<double>(), 3, 0);
        writer.Write(Target);

        using SafetensorsFile file = SafetensorsFile.Open(Target);
        Assert.Equal("größer als 1 \u0001 🙂", file.Metadata["a \"quoted\"\nkey"]);
        Assert.Equal(["matrix", "scalar \\ \"é\"", "empty"], file.Entries.Select(entry => entry.Name));
        Assert.Equal(narrow.Select(BitConverter.SingleToUInt32Bits), file.Read<float>(file.Find("matrix")!).Select(BitConverter.SingleToUInt32Bits));
        Assert.Equal([2L, 3L], file.Find("matrix")!.Shape);
        Assert.Equal([Math.PI], file.Read<double>(file.Find("scalar \\ \"é\"")!));
        Assert.Empty(file.Find("scalar \\ \"é\"")!.Shape);
        Assert.Empty(file.Read<float>(file.Find("empty")!));
        Assert.Equal([(float)Math.PI], file.Read<float>(file.Find("scalar \\ \"é\"")!));
        Assert.Null(file.Find("missing"));
    }

    /// <summary>Half of a character would be written as another, and two names could become one.</summary>
    [Theory]
    [InlineData('\ud800')]
    [InlineData('\udc00')]
    public void NamesThatCannotBeReadAgainAreRefused(char half)
    {
        string name = $"a{half}b";
        SafetensorsWriter writer = new();
        Assert.Contains("lone surrogate", Assert.Throws<ArgumentException>(() => writer.Add(name, new float[1])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => writer.AddMetadata(name, "value"));
        Assert.Throws<ArgumentException>(() => writer.AddMetadata("key", name));
        using ParameterSet parameters = [];
        Assert.Throws<ArgumentException>(() => parameters.Add(name, new float[1], new float[1]));
    }

    [Fact]
    public void AFileWithoutTensorsIsAFile()
    {
        new SafetensorsWriter().Write(Target);
        using SafetensorsFile file = SafetensorsFile.Open(Target);
        Assert.Empty(file.Entries);
    }

    [Fact]
    public void DataBeginsAligned()
    {
        SafetensorsWriter writer = new();
        writer.Add("x", new[] { 1.0 }, 1);
        writer.Write(Target);
        Assert.Equal(0UL, BinaryPrimitives.ReadUInt64LittleEndian(File.ReadAllBytes(Target)) % 8);
    }

    [Fact]
    public void MistakesAreRefusedAndForgotten()
    {
        SafetensorsWriter writer = new();
        writer.Add("first", new[] { 1f, 2f }, 2);
        Assert.Contains("already is a tensor 'first'", Assert.Throws<ArgumentException>(() => writer.Add("first", new[] { 1f }, 1)).Message, StringComparison.Ordinal);
        Assert.Contains("2 elements", Assert.Throws<ArgumentException>(() => writer.Add("second", new[] { 1f, 2f }, 3)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => writer.Add("second", new[] { 1, 2 }, 2));
        Assert.Throws<ArgumentException>(() => writer.Add("__metadata__", new[] { 1f }, 1));
        writer.Add("second", new[] { 3f }, 1);
        writer.Write(Target);
        using SafetensorsFile file = SafetensorsFile.Open(Target);
        Assert.Equal([3f], file.Read<float>(file.Find("second")!));
    }

    /// <summary>A tensor whose bytes cannot be had, as the writer meets it in the midst of a file.</summary>
    [Fact]
    public void AWriterThatFailsLeavesTheOldFile()
    {
        SafetensorsWriter good = new();
        good.Add("x", new[] { 1f }, 1);
        good.Write(Target);
        byte[] before = File.ReadAllBytes(Target);

        SafetensorsWriter bad = new();
        bad.Add("x", new[] { 2f }, 1);
        bad.Add("y", "F32", [4], _ => throw new IOException("no space"));
        Assert.Equal("no space", Assert.Throws<IOException>(() => bad.Write(Target)).Message);
        Assert.Equal(before, File.ReadAllBytes(Target));
        Assert.Equal([Target], Directory.GetFiles(_folder));
    }

    [Fact]
    public void ATargetThatCannotBeWrittenIsAnInputOutputError()
    {
        SafetensorsWriter writer = new();
        writer.Add("x", new[] { 1f }, 1);
        Assert.ThrowsAny<IOException>(() => writer.Write(Path.Combine(_folder, "missing", "file.safetensors")));
        string taken = Directory.CreateDirectory(Path.Combine(_folder, "taken")).FullName;
        Assert.ThrowsAny<SystemException>(() => writer.Write(taken));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void ReadersThatHaveTheFileOpenKeepTheOldOne()
    {
        SafetensorsWriter first = new(), second = new();
        first.Add("x", new[] { 1f }, 1);
        second.Add("x", new[] { 2f }, 1);
        first.Write(Target);
        using SafetensorsFile open = SafetensorsFile.Open(Target);
        second.Write(Target);
        Assert.Equal([1f], open.Read<float>(open.Find("x")!));
        using SafetensorsFile reopened = SafetensorsFile.Open(Target);
        Assert.Equal([2f], reopened.Read<float>(reopened.Find("x")!));
    }
}
