namespace Pullback.Cli.Tests;

/// <summary>The program as its own process: exit codes and streams as a shell sees them.</summary>
public sealed class ProcessTests
{
    [Fact]
    public void The_version_goes_to_standard_output()
    {
        (int code, string output, string error) = PullbackProcess.Run(AppContext.BaseDirectory, "--version");
        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith("pullback ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_command_line_ends_in_2_with_an_error_on_standard_error()
    {
        (int code, string output, string error) = PullbackProcess.Run(AppContext.BaseDirectory, "observable", "trian");
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith("error: pullback observable: unknown verb 'trian'. Did you mean 'train'?", error, StringComparison.Ordinal);
    }
}
