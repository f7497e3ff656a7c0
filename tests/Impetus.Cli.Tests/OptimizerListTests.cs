using Impetus.Cli.Shared.Options;

namespace Impetus.Cli.Tests;

public class OptimizerListTests
{
    [Theory]
    [InlineData("tam", "tam")]
    [InlineData("sgdm, tam,adamw", "sgdm|tam|adamw")]
    [InlineData("adamw:lr=1e-3,beta1=.8,tam", "adamw:lr=1e-3,beta1=.8|tam")]
    [InlineData("tam,adam-cm:capacity=20,average=count,sgdm:momentum=.8", "tam|adam-cm:capacity=20,average=count|sgdm:momentum=.8")]
    [InlineData("torque-aware*maximum-variation:lr=1e-3,beta2-min=.5", "torque-aware*maximum-variation:lr=1e-3,beta2-min=.5")]
    [InlineData("sam(rho=0.05,adaptive=true)+adam-cm:capacity=20,lr=1,tam", "sam(rho=0.05,adaptive=true)+adam-cm:capacity=20,lr=1|tam")]
    public void CommasInsideASpecificationStayThere(string text, string expected)
        => Assert.Equal(expected.Split('|'), OptimizerList.Split(text));
}
