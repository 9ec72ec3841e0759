using Pullback.Cli.CommandLine;

namespace Pullback.Cli;

/// <summary>The entry point of <c>pullback</c>.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        using var interruption = Interruption.OfProcess();
        return Application.Run(arguments, HostEnvironment.OfProcess(), interruption.Token);
    }
}
