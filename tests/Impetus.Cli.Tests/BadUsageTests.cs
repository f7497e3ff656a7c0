namespace Impetus.Cli.Tests;

/// <summary>Every mistake on the command line is answered with exit code 2 and one message that helps.</summary>
public class BadUsageTests
{
    [Theory]
    [InlineData("did you mean 'compare'?", "comapre")]
    [InlineData("the verbs are", "xyzzy")]
    [InlineData("did you mean '--optimizers'?", "compare", "--optimizer", "adamw")]
    [InlineData("did you mean 'fashion-mnist-cnn' or 'fashion-mnist-mlp'", "compare", "--task", "fashion-mnist")]
    [InlineData("did you mean 'smoke'?", "compare", "--scale", "smoek")]
    [InlineData("--seeds must be a whole number from 1 to 1000, not '0'", "compare", "--seeds", "0")]
    [InlineData("--epochs must be a number above 0", "compare", "--epochs", "nan")]
    [InlineData("give one of them", "compare", "--epochs", "1", "--steps", "5")]
    [InlineData("--seeds needs a value", "compare", "--seeds")]
    [InlineData("unexpected argument 'twice'", "doctor", "twice")]
    [InlineData("Did you mean sgdm", "compare", "--optimizers", "tam,sdgm")]
    [InlineData("Did you mean capacity", "compare", "--optimizers", "adam-cm:capactiy=3")]
    [InlineData("beta1 (β₁, how much of the first moment stays) takes [0, 1)", "compare", "--optimizers", "adamw:beta1=1.5,tam")]
    [InlineData("names 'tam' twice", "compare", "--optimizers", "tam,tam")]
    [InlineData("--tune random:N takes a whole number of points from 1 to 500, for example random:9, not 'random:0'", "sweep", "--optimizer", "tam", "--tune", "random:0")]
    [InlineData("--tune does not know 'grids'; did you mean 'grid'", "compare", "--tune", "grids")]
    [InlineData("--tune published and --grid both say", "sweep", "--optimizer", "tam", "--tune", "published", "--grid", "lr=1")]
    [InlineData("'sam.rho' is an option of sam, which does not stand before", "sweep", "--optimizer", "tam", "--grid", "sam.rho=1")]
    [InlineData("--instruments does not know 'sharpnes'; did you mean 'sharpness'", "compare", "--instruments", "sharpnes")]
    [InlineData("'impetus sweep' needs --optimizer", "sweep", "--grid", "lr=1")]
    [InlineData("Did you mean sgdm", "sweep", "--optimizer", "sdgm", "--grid", "lr=1")]
    [InlineData("A grid is written key=value,value,..., for example lr=1e-4,1e-3, not 'lr='", "sweep", "--optimizer", "tam", "--grid", "lr=")]
    [InlineData("not 'lr=1,,2'", "sweep", "--optimizer", "tam", "--grid", "lr=1,,2")]
    [InlineData("not '1e-3'", "sweep", "--optimizer", "tam", "--grid", "1e-3")]
    [InlineData("The grid names lr=0.10 twice", "sweep", "--optimizer", "tam", "--grid", "lr=0.1,0.10")]
    [InlineData("Option gamma of tam is given twice", "sweep", "--optimizer", "tam", "--grid", "gamma=0.5", "--grid", "gamma=0.6")]
    [InlineData("Option lr of tam is given twice", "sweep", "--optimizer", "tam:lr=1", "--grid", "lr=0.1,0.2")]
    [InlineData("Did you mean gamma?", "sweep", "--optimizer", "tam", "--grid", "gama=0.5")]
    [InlineData("takes [0, 1)", "sweep", "--optimizer", "tam", "--grid", "gamma=0.5,1.5")]
    [InlineData("The grid has 512 points, and at most 500 are trained", "sweep", "--optimizer", "tam", "--grid", "lr=1,2,3,4,5,6,7,8",
        "--grid", "gamma=.1,.2,.3,.4,.5,.6,.7,.8", "--grid", "momentum=.1,.2,.3,.4,.5,.6,.7,.8")]
    [InlineData("give one of them", "sweep", "--optimizer", "tam", "--grid", "lr=1", "--epochs", "1", "--steps", "5")]
    [InlineData("did you mean 'optimizers'?", "list", "optimisers")]
    [InlineData("Option lr=abc is out of range or not a value of its kind", "train", "--optimizer", "adamw:lr=abc")]
    [InlineData("--steps must be a whole number", "train", "--optimizer", "adamw", "--steps", "many")]
    [InlineData("needs --optimizer and --out", "train", "--optimizer", "adamw")]
    [InlineData("did you mean 'fashion-mnist-", "train", "--task", "mnist-cnn", "--optimizer", "adamw", "--out", "x")]
    [InlineData("did you mean 'cifar10-", "compare", "--task", "CIFAR-10")]
    [InlineData("There is no optimizer 'yogi'. It is known, and not one of those here; the nearest is madam", "compare", "--optimizers", "yogi")]
    [InlineData("It is known, and not one of those here; the nearest is adamw or lion.", "train", "--optimizer", "sophia", "--out", "x")]
    [InlineData("did you mean 'bash'?", "completion", "bahs")]
    [InlineData("choose another folder", "docs", "/dev/null/pages")]
    [InlineData("'/proc/result.json'); fix its permissions, or name another file", "list", "tasks", "--json", "/proc/result.json")]
    [InlineData("it is no regular file", "replay", "--optimizer", "sgd", "--input", "/etc/hosts", "--output", "/dev/null")]
    [InlineData("its folder does not exist", "doctor", "--json", "/nonexistent/folder/result.json")]
    public void IsOneMessageThatHelps(string expected, params string[] arguments)
        => Assert.Contains(expected, CommandLineProcess.Run(arguments).IsBadInput(), StringComparison.Ordinal);

    [Fact]
    public void CheckingACommandLineRunsNothing()
    {
        Assert.Empty(CommandLineProcess.Run("[check]", "compare", "--seeds", "2").IsSuccess());
        CommandLineProcess.Run("[check]", "compare", "--seeds", "two").IsBadInput();
    }
}
