using System.Text.Json;

namespace Impetus.Cli.Tests;

public class DoctorTests
{
    [Fact]
    public void JsonOnStandardOutputIsAlone()
    {
        ProcessResult result = CommandLineProcess.Run("doctor", "--json", "-");

        using JsonDocument document = JsonDocument.Parse(result.IsSuccess());
        Assert.Contains(
            document.RootElement.GetProperty("verbs").EnumerateArray(),
            verb => verb.GetProperty("verb").GetString() == "replay" && verb.GetProperty("ready").GetBoolean());
    }
}
