using Impetus.Cli;
using Impetus.Cli.Shared.Processes;

OneArena.Ensure(args);
return await Application.RunAsync(args);
