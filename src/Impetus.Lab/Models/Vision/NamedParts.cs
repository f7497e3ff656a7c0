using Impetus.Torch;
using Impetus.Torch.Modules;

namespace Impetus.Lab.Models.Vision;

/// <summary>Modules applied one after the other, each under a name of its own.</summary>
internal sealed class NamedParts : Module
{
    public NamedParts(params ReadOnlySpan<(string Name, Module Part)> parts)
    {
        foreach ((string name, Module part) in parts)
        {
            Child(name, part);
        }
    }

    public override Tensor Forward(Tensor input)
    {
        Tensor output = input;
        foreach ((_, Module part) in Children)
        {
            output = part.Forward(output);
        }
        return output;
    }
}
