namespace Pullback.Cli;

/// <summary>The entry point of <c>pullback</c>.</summary>
internal static class Program
{
    private static int Main() => 2;
}
