using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Impetus.Lab.Training;
using Impetus.Torch;
using static TorchSharp.torch;

namespace Impetus.Lab.Tests;

/// <summary>
/// Operators of TorchSharp's that make a scalar, which may be collected while libtorch reads it. A build refuses them, but for compound
/// assignments (<c>x += y</c>), which its analyzer does not see.
/// </summary>
public class ScalarLifetimeTests
{
    private static readonly string[] Arithmetic = ["op_Addition", "op_Subtraction", "op_Multiply", "op_Division", "op_Modulus"];

    [Theory]
    [InlineData(typeof(TrainingModel))]
    [InlineData(typeof(ParameterArena))]
    public void NoAssemblyCallsThem(Type member)
    {
        using PEReader file = new(File.OpenRead(member.Assembly.Location));
        MetadataReader metadata = file.GetMetadataReader();
        MethodBase[] operators =
        [
            .. metadata.MemberReferences
                .Where(handle => Arithmetic.Contains(metadata.GetString(metadata.GetMemberReference(handle).Name)))
                .Select(handle => member.Module.ResolveMethod(MetadataTokens.GetToken(handle))!)
                .Where(static method => method.DeclaringType == typeof(Tensor)),
        ];

        Assert.NotEmpty(operators);
        Assert.DoesNotContain(operators, static method => method.Name == "op_Addition" || method.GetParameters().Any(static parameter => parameter.ParameterType != typeof(Tensor)));
    }
}
