namespace Impetus.Cli.Completion;

/// <summary>
/// Scripts that hand the line being typed to <c>impetus [suggest:POSITION] LINE</c>, which answers with one candidate a line.
/// They call the launcher by the path the user typed, so they work for <c>impetus</c> on the PATH and for <c>./impetus</c>.
/// </summary>
internal static class CompletionScript
{
    private const string Bash = """
        _impetus() {
          local launcher=${COMP_WORDS[0]/#\~/$HOME} line=${COMP_LINE:0:COMP_POINT} word=${COMP_WORDS[COMP_CWORD]}
          line=${line#"${COMP_WORDS[0]}"}
          mapfile -t COMPREPLY < <("$launcher" "[suggest:${#line}]" "$line" 2>/dev/null | grep -F -- "$word")
        }
        complete -o default -F _impetus impetus ./impetus

        """;

    private const string Zsh = """
        _impetus() {
          local launcher=${~words[1]} line="${BUFFER[1,CURSOR]#*${words[1]}}"
          compadd -- ${(f)"$($launcher "[suggest:${#line}]" "$line" 2>/dev/null)"} || _files
        }
        compdef _impetus impetus

        """;

    private const string Fish = """
        function __impetus_complete
            set -l words (commandline --current-process --cut-at-cursor --tokenize)
            set -l line (commandline --current-process --cut-at-cursor | string replace -- $words[1] '')
            eval $words[1] "'[suggest:"(string length -- $line)"]'" (string escape -- $line) 2>/dev/null
        end
        complete --command impetus --arguments '(__impetus_complete)'

        """;

    /// <summary>The shells that have a script.</summary>
    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish"];

    /// <summary>The script for a shell.</summary>
    /// <param name="shell">One of <see cref="Shells"/>.</param>
    public static string For(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "fish" => Fish,
        _ => throw new ArgumentOutOfRangeException(nameof(shell), shell, "no such shell"),
    };
}
