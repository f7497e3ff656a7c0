using System.CommandLine;

namespace Impetus.Cli.Shared.Rules;

/// <summary>The option <c>--rules</c> of every verb. It counts before anything else is read, for other options name optimizers of it.</summary>
internal static class RulesOption
{
    private const string Name = "--rules";

    /// <summary>Makes the option.</summary>
    public static Option<string[]> Create() => new(Name)
    {
        Description = "A library (.dll) with optimizers of your own, which are then known everywhere",
        HelpName = "FILE",
        Recursive = true,
    };

    /// <summary>Loads every library that a command line names.</summary>
    /// <param name="arguments">The words after the program's name.</param>
    public static void Load(IReadOnlyList<string> arguments)
    {
        for (int place = 0; place < arguments.Count; place++)
        {
            string word = arguments[place];
            if (word == Name && place + 1 < arguments.Count)
            {
                RulesAssembly.Load(arguments[++place]);
            }
            else if (word.StartsWith(Name + "=", StringComparison.Ordinal) || word.StartsWith(Name + ":", StringComparison.Ordinal))
            {
                RulesAssembly.Load(word[(Name.Length + 1)..]);
            }
        }
    }
}
