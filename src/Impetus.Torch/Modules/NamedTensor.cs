namespace Impetus.Torch.Modules;

/// <summary>A parameter or buffer with its full dotted name.</summary>
/// <param name="Name">For example <c>features.0.weight</c>.</param>
/// <param name="Tensor">The parameter or buffer.</param>
public readonly record struct NamedTensor(string Name, ModuleTensor Tensor);
