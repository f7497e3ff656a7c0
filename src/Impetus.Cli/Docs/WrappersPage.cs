using Impetus.Algebra;
using Impetus.Wrappers;

namespace Impetus.Cli.Docs;

/// <summary>The page about wrappers, and about masks on an optimizer's direction.</summary>
internal static class WrappersPage
{
    /// <summary>Writes the page.</summary>
    public static string Write(IReadOnlyList<WrapperOptions> wrappers, IReadOnlyList<DirectionOptions> masks) => $"""
        {Markdown.Heading("Wrappers")}
        A wrapper does something before or after the steps of another optimizer. Wrappers stand before it, the outermost first:

        {Markdown.Code("text", "wrapper[(key=value,...)]+optimizer[:key=value,...]")}
        For example `sam(rho=0.05)+adam-cm:capacity=20` or `ema+lookahead(k=10)+adamw`. On the command line it needs quotes:

        {Markdown.Code("sh", "./impetus compare --optimizers 'lookahead(k=10)+adamw,adamw'")}
        In C#, besides `Optimizers.Create`, a wrapper is an optimizer that owns the one it is made with:

        {Markdown.Code(
            "csharp",
            "using Optimizer optimizer = new SharpnessAware(Optimizers.AdamW(parameters), new() { Radius = 0.05 });",
            "double loss = optimizer.Step(() => EvaluateLossAndGradients());")}
        `sam` and `meg` evaluate the gradient twice, so their `Step` takes a function that fills in the gradients and gives the
        loss; `NeedsClosure` says so. All others take it or leave it. A recorded stream has one gradient a step, so
        `replay` refuses these two.

        Sweeps and searches spell an option of a wrapper `wrapper.key`: `./impetus sweep --optimizer sam+sgdm --grid sam.rho=0.01,0.05 --grid lr=0.1`.

        {string.Concat(wrappers.Select(Section))}
        ## Masks

        A mask acts on the direction of the optimizer itself, after memory and scaling and before the learning rate. It goes with any
        memory, and stands right before the optimizer, behind all wrappers:

        {Markdown.Code("text", "[wrapper+]mask+optimizer[:key=value,...]")}
        For example `cautious+adamw` or `sam+grams+tam`, or in C#

        {Markdown.Code("csharp", "Optimizers.AdamW(parameters, new() { Direction = new Cautious.Options() });")}
        {string.Concat(masks.Select(Mask))}
        """.TrimEnd() + "\n";

    private static string Mask(DirectionOptions mask) => $"""
        ### {mask.Name}

        {mask.Summary}

        {Markdown.Code("text", mask.Equations)}
        {mask.Publication}.


        """;

    private static string Section(WrapperOptions wrapper) => $"""
        ## {wrapper.Name}

        {wrapper.Summary}

        {Markdown.Code("text", wrapper.Equations)}
        {Markdown.Options(OptionDescription.OfPart(wrapper))}
        {Search(wrapper)}
        """;

    private static string Search(WrapperOptions wrapper) => OptionDescription.OfPart(wrapper).All(static option => option.Search.Count == 0)
        ? ""
        : Markdown.SearchSpace(OptionDescription.OfPart(wrapper).Select(option => ($"{wrapper.Name}.{option.Key}", option))) + "\n";
}
