using System.Diagnostics;

namespace Pullback.Cli.Tests;

/// <summary>The program as its own process: exit codes and streams as a shell sees them.</summary>
public sealed class ProcessTests
{
    [Fact]
    public void The_version_goes_to_standard_output()
    {
        (int code, string output, string error) = Run("--version");
        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith("pullback ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_command_line_ends_in_2_with_an_error_on_standard_error()
    {
        (int code, string output, string error) = Run("observable", "trian");
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith("error: ", error, StringComparison.Ordinal);
    }

    private static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "pullback.dll");
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
