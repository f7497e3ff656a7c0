using Impetus.Torch.Native;

namespace Impetus.Torch;

public sealed unsafe partial class Tensor
{
    /// <summary>Whether operators on this tensor are recorded for differentiation. Settable on leaves only.</summary>
    public bool RequiresGradient
    {
        get => Describe().RequiresGradient != 0;
        set
        {
            NativeMethods.Check(NativeMethods.SetRequiresGradient(Handle, value ? 1 : 0));
            GC.KeepAlive(this);
        }
    }

    /// <summary>
    /// The gradient that backward passes have accumulated, or null. Reading makes a new <see cref="Tensor"/> over the
    /// same memory. A backward pass adds in place to a gradient that is set. It can be non-contiguous if libtorch made it.
    /// </summary>
    public Tensor? Gradient
    {
        get
        {
            NativeMethods.Check(NativeMethods.Gradient(Handle, out nint gradient));
            GC.KeepAlive(this);
            return gradient == 0 ? null : new(gradient);
        }
        set
        {
            NativeMethods.Check(NativeMethods.SetGradient(Handle, value?.Handle ?? 0));
            GC.KeepAlive(this);
            GC.KeepAlive(value);
        }
    }

    /// <summary>
    /// Adds the gradient of this tensor to the <see cref="Gradient"/> of every leaf that it depends on. To differentiate
    /// a gradient again, use <see cref="Gradients"/>.
    /// </summary>
    /// <param name="seed">The gradient with respect to this tensor; may be left out for a scalar.</param>
    /// <param name="retainGraph">Keeps what the pass needs, for a second one.</param>
    public void Backward(Tensor? seed = null, bool retainGraph = false)
    {
        NativeMethods.Check(NativeMethods.Backward(Handle, seed?.Handle ?? 0, retainGraph ? 1 : 0));
        GC.KeepAlive(this);
        GC.KeepAlive(seed);
    }

    /// <summary>
    /// The gradients of this tensor with respect to the inputs; nothing is accumulated in <see cref="Gradient"/>.
    /// </summary>
    /// <param name="inputs">Tensors that require gradients and that this tensor depends on.</param>
    /// <param name="seed">The gradient with respect to this tensor; may be left out for a scalar.</param>
    /// <param name="createGraph">
    /// Records the backward pass, so that its results can be differentiated again (Hessian-vector products).
    /// </param>
    /// <param name="retainGraph">Keeps the graph for another pass; by default as <paramref name="createGraph"/>.</param>
    /// <exception cref="TorchException">This tensor does not depend on one of the inputs.</exception>
    public Tensor[] Gradients(
        ReadOnlySpan<Tensor> inputs, Tensor? seed = null, bool createGraph = false, bool? retainGraph = null) =>
        Array.ConvertAll(
            Differentiate(inputs, seed, createGraph, retainGraph, allowUnused: false), static handle => new Tensor(handle));

    /// <summary>As <see cref="Gradients"/>, with null for every input that this tensor does not depend on.</summary>
    /// <inheritdoc cref="Gradients"/>
    public Tensor?[] GradientsWhereUsed(
        ReadOnlySpan<Tensor> inputs, Tensor? seed = null, bool createGraph = false, bool? retainGraph = null) =>
        Array.ConvertAll(
            Differentiate(inputs, seed, createGraph, retainGraph, allowUnused: true),
            static handle => handle == 0 ? null : new Tensor(handle));

    /// <summary>The same memory as a constant: differentiation stops here.</summary>
    public Tensor Detach()
    {
        NativeMethods.Check(NativeMethods.Detach(Handle, out nint detached));
        GC.KeepAlive(this);
        return new(detached);
    }

    private nint[] Differentiate(
        ReadOnlySpan<Tensor> inputs, Tensor? seed, bool createGraph, bool? retainGraph, bool allowUnused)
    {
        nint output = Handle;
        nint weight = seed?.Handle ?? 0;
        nint[] inputHandles = new nint[inputs.Length];
        nint[] gradients = new nint[inputs.Length];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputHandles[i] = inputs[i].Handle;
        }
        fixed (nint* from = inputHandles, to = gradients)
        {
            NativeMethods.Check(NativeMethods.Gradients(
                &output,
                1,
                from,
                inputs.Length,
                seed is null ? null : &weight,
                retainGraph ?? createGraph ? 1 : 0,
                createGraph ? 1 : 0,
                allowUnused ? 1 : 0,
                to));
        }
        GC.KeepAlive(this);
        GC.KeepAlive(seed);
        foreach (Tensor input in inputs)
        {
            GC.KeepAlive(input);
        }
        return gradients;
    }
}
