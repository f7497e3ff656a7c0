using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Impetus.Lab.Json;
using Impetus.Lab.Runs;
using Impetus.Lab.Training;
using Impetus.Lab.Training.Checkpoints;

namespace Impetus.Lab.Tests.Json;

public sealed class JsonFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("impetus-json-");

    public void Dispose() => _folder.Delete(recursive: true);

    private const string Good = """{"format":"impetus-checkpoint-1","step":5,"validation":null,"files":[{"name":"a","bytes":3,"sha256":"x"}]}""";

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("{\"format\":", "there is no JSON in line 1 from byte 11 on")]
    [InlineData("null", "it is null instead of an object")]
    [InlineData("[]", "it is [] instead of an object")]
    [InlineData("""{"format":"x","step":5,"validation":null}""", "'files' is missing")]
    [InlineData("""{"format":"x","step":5,"validation":null,"files":[null]}""", "'files[0]' is null")]
    [InlineData("""{"format":"x","step":5,"validation":null,"files":null}""", "'files' is null")]
    [InlineData("""{"format":null,"step":5,"validation":null,"files":[]}""", "'format' is null")]
    [InlineData("""{"format":"x","step":null,"validation":null,"files":[]}""", "'step' is null instead of a whole number")]
    [InlineData("""{"format":"x","step":"many","validation":null,"files":[]}""", "'step' is \"many\" instead of a whole number")]
    [InlineData("""{"format":"x","step":5.5,"validation":null,"files":[]}""", "'step' is 5.5 instead of a whole number")]
    [InlineData("""{"format":"x","step":1e30,"validation":null,"files":[]}""", "'step' is 1e30 instead of a whole number")]
    [InlineData("""{"format":"x","step":-5,"validation":null,"files":[]}""", "'step' is -5, and must be 0 or more")]
    [InlineData("""{"format":"x","steq":5,"validation":null,"files":[]}""", "'steq' means nothing here (did you mean step?)")]
    [InlineData("""{"format":"x","step":5,"step":6,"validation":null,"files":[]}""", "step")]
    [InlineData("""{"format":"x","step":5,"validation":null,"files":[{"name":"a","bytes":-3,"sha256":"x"}]}""", "'files[0].bytes' is -3, and must be 0 or more")]
    [InlineData("""{"format":"x","step":5,"validation":null,"files":[{"name":"a","bytes":3}]}""", "'files[0].sha256' is missing")]
    [InlineData("""{"format":"\ud800","step":5,"validation":null,"files":[]}""", "'format' is")]
    [InlineData("""{"\ud800":"x"}""", "damaged")]
    public void What_is_wrong_is_said_with_file_member_and_mend(string json, string reason)
    {
        string message = Assert.Throws<LabException>(() => Read(json)).Message;

        Assert.Contains(reason, message, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(_folder.FullName, "file.json"), message, StringComparison.Ordinal);
        Assert.EndsWith("; fix it.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_right_is_read()
    {
        CheckpointManifest manifest = Read(Good);
        Assert.Equal((5, null, new CheckpointFile("a", 3, "x")), (manifest.Step, manifest.Validation, Assert.Single(manifest.Files)));
    }

    /// <summary>Every record that is read, with every member in turn taken out, made null, of another type, or below its range.</summary>
    [Theory]
    [InlineData(typeof(CheckpointManifest))]
    [InlineData(typeof(TrainingConfiguration))]
    [InlineData(typeof(TrainingResult))]
    [InlineData(typeof(Comparison))]
    [InlineData(typeof(ComparisonConfiguration))]
    [InlineData(typeof(RunEnvironment))]
    public void Every_member_of_every_record_is_looked_at(Type type)
    {
        JsonTypeInfo info = TrainingJson.Default.GetTypeInfo(type) ?? RunJson.Indented.GetTypeInfo(type)!;
        Assert.Equal(JsonTypeInfoKind.Object, info.Kind);
        foreach (JsonPropertyInfo member in info.Properties)
        {
            Assert.Contains($"'{member.Name}' is ", Assert.Throws<JsonException>(() => Check($$"""{"{{member.Name}}":{{(member.PropertyType == typeof(string) ? "7" : "\"?\"")}}}""")).Message, StringComparison.Ordinal);
            if (member.AttributeProvider!.GetCustomAttributes(typeof(RangeAttribute), true).Length > 0)
            {
                Assert.Contains($"'{member.Name}' is -1, and must be", Assert.Throws<JsonException>(() => Check($$"""{"{{member.Name}}":-1}""")).Message, StringComparison.Ordinal);
            }

            if (member.IsRequired)
            {
                string others = string.Join(',', info.Properties.Where(other => other.IsRequired && other != member).Select(other => $"\"{other.Name}\":null"));
                _ = Assert.Throws<JsonException>(() => Check($$"""{{{others}}}"""));
            }
        }

        void Check(string json)
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonShape.Check(document.RootElement, info);
        }
    }

    private CheckpointManifest Read(string json)
    {
        string path = Path.Combine(_folder.FullName, "file.json");
        File.WriteAllText(path, json);
        return JsonFile.Read(path, TrainingJson.Default.CheckpointManifest, "fix it");
    }
}
