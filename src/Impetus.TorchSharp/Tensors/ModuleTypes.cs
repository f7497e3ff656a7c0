using static TorchSharp.torch;

namespace Impetus.Torch;

/// <summary>The types of the modules that hold a network's parameters: <c>Linear</c>, <c>Conv2d</c>, <c>LayerNorm</c>.</summary>
internal static class ModuleTypes
{
    /// <summary>By the full names of the parameters.</summary>
    public static IReadOnlyDictionary<string, string> Of(nn.Module network)
    {
        Dictionary<string, string> types = new(StringComparer.Ordinal);
        Add("", network);
        foreach ((string path, nn.Module module) in network.named_modules())
        {
            Add(path.Length > 0 ? $"{path}." : "", module);
        }

        return types;

        void Add(string prefix, nn.Module module)
        {
            foreach ((string name, TorchSharp.Modules.Parameter _) in module.named_parameters(recurse: false))
            {
                types[prefix + name] = module.GetType().Name;
            }
        }
    }
}
