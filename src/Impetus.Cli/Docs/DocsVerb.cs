using System.CommandLine;
using Impetus.Cli.Shared.Errors;
using Impetus.Cli.Shared.Help;

namespace Impetus.Cli.Docs;

/// <summary><c>impetus docs DIR</c>: writes the pages about optimizers from the registry.</summary>
internal static class DocsVerb
{
    private static readonly Argument<string> Folder = new("DIR") { Description = "Where the pages go; files of other names are left alone" };

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Verb verb = new("docs", "Write a Markdown page about every optimizer", "docs docs/optimizers") { Folder };
        verb.SetAction(parsed =>
        {
            string folder = parsed.GetRequiredValue(Folder);
            if (File.Exists(folder))
            {
                throw new BadInputException($"'{folder}' is a file, and docs needs a folder");
            }

            IReadOnlyDictionary<string, string> pages = DocumentationPages.Create();
            UnwritableFolder.Explain("choose another folder", () => Write(folder, pages));
            parsed.InvocationConfiguration.Output.WriteLine($"{pages.Count} pages in {folder}");
        });
        return verb;
    }

    private static void Write(string folder, IReadOnlyDictionary<string, string> pages)
    {
        Directory.CreateDirectory(folder);
        foreach ((string name, string text) in pages)
        {
            File.WriteAllText(Path.Combine(folder, name), text);
        }
    }
}
