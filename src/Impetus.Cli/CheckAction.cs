using System.CommandLine;
using System.CommandLine.Invocation;

namespace Impetus.Cli;

/// <summary>
/// The directive <c>[check]</c>: the command line is parsed and validated, nothing runs.
/// The launcher asks for it before it installs packages for a verb.
/// </summary>
internal sealed class CheckAction : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult) => ExitCode.Success;
}
