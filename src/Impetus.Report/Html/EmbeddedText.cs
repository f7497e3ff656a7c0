using System.Reflection;

namespace Impetus.Report.Html;

/// <summary>Text files inside this assembly.</summary>
internal static class EmbeddedText
{
    /// <summary>Reads a file that is always there.</summary>
    public static string Read(string name) =>
        TryRead(name) ?? throw new InvalidOperationException($"The assembly was built without its resource {name}.");

    /// <summary>Reads a file that a build may lack; null if it does.</summary>
    public static string? TryRead(string name)
    {
        using Stream? stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name);
        if (stream is null)
        {
            return null;
        }

        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
