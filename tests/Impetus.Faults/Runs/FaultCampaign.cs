using System.Diagnostics;

namespace Impetus.Faults.Runs;

/// <summary>
/// Faults at random for training runs. A run survives a fault if it ends with the same bits as one without, by itself or,
/// after one message, when the cause is removed; and if a message says so where something cannot be had again.
/// </summary>
/// <param name="seed">Which faults.</param>
/// <param name="output">Where it says what it does.</param>
internal sealed class FaultCampaign(long seed, TextWriter output)
{
    private readonly string _parent = Directory.CreateTempSubdirectory("impetus-faults-").FullName;
    private readonly Random _random = new((int)seed);
    private string? _expected;

    private string Folder => Path.Combine(_parent, "run");

    /// <summary>Tries so many faults, and tells how many were survived.</summary>
    /// <returns>How many were not.</returns>
    public int Run(int faults)
    {
        Func<string?>[] kinds = [Kill, Kill, FlipOrCut, FlipOrCut, FlipOrCutAtTheEnd, DeleteWhileItRuns, DeleteBetween, FullDisk];
        string whole = Path.Combine(_parent, "whole");
        Ending reference = TrainingProcess.Run(whole);
        _expected = TrainingProcess.Weights(whole);
        if (_expected is null)
        {
            output.WriteLine($"a run without faults failed: {reference.Error}");
            return faults;
        }

        int findings = 0;
        for (int fault = 1; fault <= faults; fault++)
        {
            Remove(Folder);
            Func<string?> kind = kinds[_random.Next(kinds.Length)];
            string? finding;
            try
            {
                finding = kind();
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or TimeoutException)
            {
                finding = error.ToString();
            }

            findings += finding is null ? 0 : 1;
            output.WriteLine($"{fault}. {kind.Method.Name}: {finding ?? "survived"}");
        }

        output.WriteLine($"{faults} faults tried, {faults - findings} survived");
        Remove(_parent);
        return findings;
    }

    private string? Kill()
    {
        for (int times = _random.Next(1, 4); times > 0; times--)
        {
            using Process process = TrainingProcess.Start(Folder);
            if (_random.Next(2) == 0)
            {
                Thread.Sleep(_random.Next(1_500));
            }
            else
            {
                TrainingProcess.WaitForCheckpoint(process, Folder, _random.Next(60));
                Thread.Sleep(_random.Next(20));
            }

            process.Kill();
            process.WaitForExit();
        }

        return GoesOn();
    }

    private string? FlipOrCut()
    {
        Interrupt();
        return Damaged();
    }

    private string? FlipOrCutAtTheEnd()
    {
        TrainingProcess.Run(Folder);
        return Damaged();
    }

    private string? DeleteWhileItRuns()
    {
        using Process process = TrainingProcess.Start(Folder);
        TrainingProcess.WaitForCheckpoint(process, Folder, _random.Next(6, 40));
        string what = _random.Next(3) == 0 ? Folder : Any();
        Remove(what);
        Ending ending = TrainingProcess.End(process);
        return ending.Code == 0 ? SameBits(what)
            : !ending.IsMessage ? $"after {what} was deleted: exit code {ending.Code}, {ending.Error}"
            : File.Exists(Path.Combine(Folder, "configuration.json")) ? GoesOn() : null;
    }

    private string? DeleteBetween()
    {
        Interrupt();
        string what = Any(), copy = Path.Combine(_parent, "copy");
        Copy(Folder, copy);
        Remove(what);
        return Recovered(TrainingProcess.Run(Folder), what, copy, mayDiffer: false);
    }

    private string? FullDisk()
    {
        string disk = Directory.CreateDirectory(Folder).FullName;
        if (Process.Start("mount", ["-t", "tmpfs", "-o", $"size={_random.Next(300, 6_000)}k", "tmpfs", disk]) is not { } mount || !Ended(mount))
        {
            return "no tmpfs can be mounted here: run as root";
        }

        try
        {
            Ending ending = TrainingProcess.Run(disk);
            if (ending.Code != 0 && !ending.IsMessage)
            {
                return $"on a full disk: exit code {ending.Code}, {ending.Error}";
            }

            if (ending.Code != 0)
            {
                Ended(Process.Start("mount", ["-o", "remount,size=100m", disk]));
                return GoesOn();
            }

            return SameBits(disk);
        }
        finally
        {
            Ended(Process.Start("umount", [disk]));
        }
    }

    private static bool Ended(Process process)
    {
        using (process)
        {
            process.WaitForExit();
            return process.ExitCode == 0;
        }
    }

    private void Interrupt()
    {
        using Process process = TrainingProcess.Start(Folder);
        TrainingProcess.WaitForCheckpoint(process, Folder, _random.Next(6, 40));
        process.Kill();
        process.WaitForExit();
    }

    private string? Damaged()
    {
        string[] files = Files();
        string path = files[_random.Next(files.Length)], copy = Path.Combine(_parent, "copy");
        Copy(Folder, copy);
        byte[] bytes = File.ReadAllBytes(path);
        bool isCut = bytes.Length == 0 || _random.Next(2) == 0;
        if (isCut)
        {
            bytes = bytes[.._random.Next(bytes.Length + 1)];
        }
        else
        {
            bytes[_random.Next(bytes.Length)] ^= (byte)(1 << _random.Next(8));
        }

        File.WriteAllBytes(path, bytes);
        // A digit of the settings that became another is a setting; only its user could tell.
        return Recovered(TrainingProcess.Run(Folder), $"{path}, {(isCut ? "cut" : "flipped")}", copy, mayDiffer: Path.GetFileName(path) == "configuration.json");
    }

    // Ended well, or said why it cannot; then the copy is put back.
    private string? Recovered(Ending ending, string what, string copy, bool mayDiffer)
    {
        if (ending.Code == 0)
        {
            return mayDiffer ? null : SameBits(what);
        }

        if (!ending.IsMessage)
        {
            return $"after {what}: exit code {ending.Code}, {ending.Error}";
        }

        Remove(Folder);
        Copy(copy, Folder);
        return GoesOn();
    }

    private string? GoesOn()
    {
        Ending ending = TrainingProcess.Run(Folder);
        return ending.Code == 0 ? SameBits("") : $"cannot go on: exit code {ending.Code}, {ending.Error}";
    }

    private string? SameBits(string what) => TrainingProcess.Weights(Folder) == _expected ? null : $"other weights than without a fault {what}";

    // Files that a user or a disk could lose; the lock is none of them.
    private string[] Files() => [.. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Where(static path => Path.GetFileName(path) != "run.lock").Order(StringComparer.Ordinal)];

    private string Any()
    {
        string[] all = [.. Files(), .. Directory.EnumerateDirectories(Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        return all[_random.Next(all.Length)];
    }

    private static void Copy(string from, string to)
    {
        Remove(to);
        Directory.CreateDirectory(to);
        foreach (string path in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, path));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(path, target);
        }
    }

    // A run that is at work may remove the same files, or add others, meanwhile.
    private static void Remove(string path)
    {
        for (int attempt = 1; Directory.Exists(path); attempt++)
        {
            try
            {
                Directory.Delete(path, recursive: true);
            }
            catch (IOException) when (attempt < 100)
            {
                // what was there is gone, or has company
            }
        }

        if (File.Exists(path))
        {
            File.Delete(path);
        }
    }
}
