using Impetus.Cli;

return await Application.RunAsync(args);
