namespace Impetus.Torch.Modules;

/// <summary>Modules applied one after the other; they are named by their position: <c>0</c>, <c>1</c>, ...</summary>
public sealed class Sequential : Module
{
    private readonly Module[] _modules;

    /// <param name="modules">In the order of their application.</param>
    public Sequential(params Module[] modules)
    {
        ArgumentNullException.ThrowIfNull(modules);
        _modules = modules;
        for (int i = 0; i < modules.Length; i++)
        {
            Child($"{i}", modules[i]);
        }
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input)
    {
        Tensor output = input;
        foreach (Module module in _modules)
        {
            output = module.Forward(output);
        }
        return output;
    }
}
