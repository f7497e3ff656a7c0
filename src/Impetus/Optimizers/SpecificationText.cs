using System.Text.RegularExpressions;

namespace Impetus;

/// <summary>How the text of a specification is taken apart, whatever the names in it.</summary>
internal static partial class SpecificationText
{
    /// <summary>The wrapper that a text begins with, up to its plus; null if it begins with none.</summary>
    public static (string Name, string Options, int Length)? Prefix(string text)
    {
        if (WrapperName().Match(text) is not { Success: true } name)
        {
            return null;
        }

        int end = name.Length;
        string options = "";
        if (end < text.Length && text[end] == '(')
        {
            int close = ClosingOf(text, end);
            if (close < 0)
            {
                return null;
            }

            options = text[(end + 1)..close];
            end = close + 1;
        }

        int plus = end + (text.Length - end - text.AsSpan(end).TrimStart().Length);
        return plus < text.Length && text[plus] == '+' ? (name.Value.TrimEnd(), options, plus + 1) : null;
    }

    /// <summary>Where the parenthesis that opens at a place is closed; −1 if nowhere.</summary>
    public static int ClosingOf(string text, int open)
    {
        int depth = 0;
        for (int place = open; place < text.Length; place++)
        {
            depth += text[place] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0)
            {
                return place;
            }
        }

        return -1;
    }

    /// <summary>What stands between commas, those in parentheses left alone.</summary>
    public static IEnumerable<string> Commas(string settings)
    {
        int start = 0, depth = 0;
        for (int place = 0; place <= settings.Length; place++)
        {
            char at = place == settings.Length ? ',' : settings[place];
            depth += at switch { '(' => 1, ')' => -1, _ => 0 };
            if (at == ',' && (depth == 0 || place == settings.Length))
            {
                if (settings[start..place].Trim() is { Length: > 0 } setting)
                {
                    yield return setting;
                }

                start = place + 1;
            }
        }
    }

    /// <summary>An option and its value; <c>true</c> where none is written.</summary>
    public static (string Key, string Value) Setting(string setting)
    {
        int equals = setting.IndexOf('=', StringComparison.Ordinal);
        return setting.Length == 0 ? throw new FormatException("An option is empty: options are written key=value, with commas between.")
            : equals < 0 ? (setting, "true")
            : (setting[..equals].TrimEnd(), setting[(equals + 1)..].TrimStart());
    }

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9-]*\s*")]
    private static partial Regex WrapperName();
}
