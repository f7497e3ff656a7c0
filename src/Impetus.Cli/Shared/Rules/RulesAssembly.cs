using System.Reflection;
using Impetus.Algebra;
using Impetus.Cli.Shared.Errors;

namespace Impetus.Cli.Shared.Rules;

/// <summary>A library of rules written outside: its parts and its named optimizers join those that are known.</summary>
internal static class RulesAssembly
{
    private const string Definition = "Definition";

    /// <summary>Adds every public memory and scaling with a constructor without arguments, and every public static <c>Definition</c>.</summary>
    /// <param name="path">The library's file.</param>
    /// <exception cref="BadInputException">It cannot be loaded, has no rules, or a name of it is taken; the message says which.</exception>
    public static void Load(string path)
    {
        Type[] types = TypesOf(path);
        MemoryOptions[] memories = [.. Parts<MemoryOptions>(types)];
        ScalingOptions[] scalings = [.. Parts<ScalingOptions>(types)];
        OptimizerDefinition[] definitions =
        [
            .. types.Select(static type => type.GetProperty(Definition, BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
                .Where(static property => property?.PropertyType == typeof(OptimizerDefinition))
                .Select(static property => (OptimizerDefinition)property!.GetValue(null)!),
        ];
        if (memories.Length + scalings.Length + definitions.Length == 0)
        {
            throw new BadInputException($"--rules: '{path}' has no rules: no public MemoryOptions or ScalingOptions, and no public static {Definition} of type {nameof(OptimizerDefinition)}");
        }

        try
        {
            Array.ForEach(memories, OptimizerRegistry.Add);
            Array.ForEach(scalings, OptimizerRegistry.Add);
            Array.ForEach(definitions, OptimizerRegistry.Add);
        }
        catch (ArgumentException fault)
        {
            throw new BadInputException($"--rules: '{path}': {fault.Message}");
        }
    }

    private static Type[] TypesOf(string path)
    {
        if (!File.Exists(path))
        {
            throw new BadInputException($"--rules: there is no file '{path}'");
        }

        try
        {
            return Assembly.LoadFrom(Path.GetFullPath(path)).GetExportedTypes();
        }
        catch (BadImageFormatException)
        {
            throw new BadInputException($"--rules: '{path}' is no .NET library for this runtime: name the dll that 'dotnet build' wrote");
        }
        catch (Exception fault) when (fault is FileLoadException or FileNotFoundException or TypeLoadException)
        {
            throw new BadInputException($"--rules: '{path}' cannot be loaded, maybe because it was built against another version of Impetus: {fault.Message}");
        }
    }

    private static IEnumerable<TPart> Parts<TPart>(Type[] types)
        where TPart : PartOptions
        => types.Where(static type => type.IsAssignableTo(typeof(TPart)) && !type.IsAbstract && !type.ContainsGenericParameters && type.GetConstructor(Type.EmptyTypes) is not null)
            .Select(static type => (TPart)Activator.CreateInstance(type)!);
}
