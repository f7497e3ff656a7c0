using Impetus.Cli;

try
{
    return await Application.RunAsync(args);
}
catch (Exception fault) when (fault is FileNotFoundException or FileLoadException)
{
    // What describes failures is in files of its own, which take a descriptor each.
    Console.Error.WriteLine($"impetus: the program cannot open one of its own files: raise the limit of open files with 'ulimit -n 1024', or build it anew ({fault.Message.ReplaceLineEndings(" ").TrimEnd()})");
    return 1;
}
