using System.Diagnostics;

namespace Pullback.Cli.Tests;

/// <summary>The program as its own process.</summary>
internal static class PullbackProcess
{
    public static Process Start(string folder, params string[] arguments)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "pullback.dll");
        return Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder })!;
    }

    public static (int Code, string Output, string Error) Run(string folder, params string[] arguments)
    {
        using Process process = Start(folder, arguments);
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
