#nullable enable
#if !IMPETUS_TORCHSHARP
using System;
using System.Collections.Generic;
using System.IO;
#endif
using System.Text;

namespace Impetus.Torch;

/// <summary>
/// The symbol versions that a shared library (ELF, 64 bits, little-endian) asks of other libraries. Compiled twice: into
/// Impetus.TorchSharp, and by MSBuild as the task at the end of this file.
/// </summary>
internal static class SymbolVersions
{
    /// <summary>
    /// What TorchSharp's library asks of the C++ runtime only because its linker was a newer one: no relocation uses a symbol
    /// of this version. Debian 12's runtime ends at 3.4.30.
    /// </summary>
    public const string Newest = "GLIBCXX_3.4.32";

    private const uint VersionsNeeded = 0x6ffffffe; // SHT_GNU_verneed
    private const byte Weak = 2;                    // VER_FLG_WEAK
    private const int SectionSize = 64;

    private static readonly char[] Separators = { ':' };

    private static readonly string[] SystemFolders = { "/usr/lib/x86_64-linux-gnu", "/lib/x86_64-linux-gnu", "/usr/lib64", "/lib64", "/usr/lib", "/lib" };

    /// <summary>Marks requests for a version as weak: the loader then takes a library without it.</summary>
    /// <returns>How many requests were marked; 0 for a file that is no such library.</returns>
    public static int MakeWeak(byte[] image, string version)
    {
        int marked = 0;
        foreach (int flags in Requests(image, version))
        {
            if (image[flags] != Weak)
            {
                image[flags] = Weak;
                marked++;
            }
        }

        return marked;
    }

    /// <summary>Whether a request for a version is weak already.</summary>
    public static bool HasWeak(byte[] image, string version)
    {
        return Requests(image, version).Exists(flags => image[flags] == Weak);
    }

    /// <summary>The C++ runtime of this system; null where there is none at the usual places.</summary>
    public static string? RuntimeOfSystem()
    {
        List<string> folders = new List<string>((Environment.GetEnvironmentVariable("LD_LIBRARY_PATH") ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries));
        folders.AddRange(SystemFolders);
        foreach (string folder in folders)
        {
            string path = Path.Combine(folder, "libstdc++.so.6");
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }

    /// <summary>Whether a library carries the name of a version.</summary>
    public static bool Offers(string path, string version)
    {
        byte[] name = Encoding.ASCII.GetBytes("\0" + version + "\0"), image = File.ReadAllBytes(path);
        for (int at = Array.IndexOf(image, name[1], 1); at >= 0 && at + name.Length - 1 <= image.Length; at = Array.IndexOf(image, name[1], at + 1))
        {
            int matched = 0;
            while (matched < name.Length && image[at - 1 + matched] == name[matched])
            {
                matched++;
            }

            if (matched == name.Length)
            {
                return true;
            }
        }

        return false;
    }

    // Where the flags of the requests for a version are.
    private static List<int> Requests(byte[] image, string version)
    {
        List<int> found = new List<int>();
        int sections = IsElf(image) ? (int)BitConverter.ToInt64(image, 40) : 0;
        int count = IsElf(image) ? BitConverter.ToUInt16(image, 60) : 0;
        for (int i = 0; i < count; i++)
        {
            int section = sections + (SectionSize * i);
            if (BitConverter.ToUInt32(image, section + 4) != VersionsNeeded)
            {
                continue;
            }

            int strings = sections + (SectionSize * (int)BitConverter.ToUInt32(image, section + 40));
            int names = (int)BitConverter.ToInt64(image, strings + 24);
            int file = (int)BitConverter.ToInt64(image, section + 24);
            for (uint files = BitConverter.ToUInt32(image, section + 44); files > 0; files--)
            {
                int request = file + (int)BitConverter.ToUInt32(image, file + 8);
                for (int requests = BitConverter.ToUInt16(image, file + 2); requests > 0; requests--)
                {
                    int name = names + (int)BitConverter.ToUInt32(image, request + 8);
                    if (Encoding.ASCII.GetString(image, name, Array.IndexOf(image, (byte)0, name) - name) == version)
                    {
                        found.Add(request + 4);
                    }

                    request += (int)BitConverter.ToUInt32(image, request + 12);
                }

                file += (int)BitConverter.ToUInt32(image, file + 12);
            }
        }

        return found;
    }

    private static bool IsElf(byte[] image)
    {
        return image.Length > SectionSize && image[0] == 0x7f && image[1] == 'E' && image[2] == 'L' && image[3] == 'F' && image[4] == 2 && image[5] == 1;
    }
}

#if !IMPETUS_TORCHSHARP
/// <summary>Writes a copy of TorchSharp's library that loads on this system, if the library itself does not.</summary>
public sealed class WriteLoadableLibrary : Microsoft.Build.Utilities.Task
{
    [Microsoft.Build.Framework.Required]
    public string Library { get; set; } = "";

    [Microsoft.Build.Framework.Required]
    public string Copy { get; set; } = "";

    public override bool Execute()
    {
        string? runtime = SymbolVersions.RuntimeOfSystem();
        File.Delete(Copy);
        byte[] image = File.ReadAllBytes(Library);
        if (runtime != null && !SymbolVersions.Offers(runtime, SymbolVersions.Newest) && SymbolVersions.MakeWeak(image, SymbolVersions.Newest) > 0)
        {
            File.WriteAllBytes(Copy, image);
            Log.LogMessage(Microsoft.Build.Framework.MessageImportance.Normal, runtime + " is older than the one that " + Library + " was linked with: " + SymbolVersions.Newest + " made weak in a copy");
        }

        return true;
    }
}
#endif
