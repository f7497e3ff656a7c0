using System.Xml.Linq;

namespace Impetus.Report.Tests;

/// <summary>The body of a written page as XML; the head has elements without an end.</summary>
internal static class PageBody
{
    public static XDocument Read(string path)
    {
        string text = File.ReadAllText(path);
        return XDocument.Parse("<html>" + text[text.IndexOf("<body>", StringComparison.Ordinal)..]);
    }
}
