using System.Text.Json.Serialization;

namespace Impetus.Lab.Runs;

/// <summary>How a training run, a row of a comparison or a whole comparison ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunStatus>))]
public enum RunStatus
{
    /// <summary>The whole budget was spent and every loss was finite.</summary>
    [JsonStringEnumMemberName("finished")]
    Finished,

    /// <summary>A loss became infinite or not a number; nothing after that step was trained.</summary>
    [JsonStringEnumMemberName("diverged")]
    Diverged,

    /// <summary>The user stopped it; what was finished before that is kept.</summary>
    [JsonStringEnumMemberName("stopped")]
    Stopped,
}
