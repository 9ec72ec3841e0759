using System.Diagnostics;

namespace Pullback.Docs.Tests;

/// <summary>The checked-out repository, found from the test's own folder.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Files under version control, or all but build outputs where git is not to be had. Relative, with forward slashes.</summary>
    public static IReadOnlyList<string> TrackedFiles { get; } = FindTrackedFiles();

    public static string Read(string relative) => File.ReadAllText(Path.Combine(Root, relative));

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Pullback.slnx")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException("Pullback.slnx is in no folder above the tests.");
    }

    private static string[] FindTrackedFiles()
    {
        try
        {
            using Process git = Process.Start(new ProcessStartInfo("git", ["ls-files", "-z"]) { WorkingDirectory = Root, RedirectStandardOutput = true })!;
            string[] files = git.StandardOutput.ReadToEnd().Split('\0', StringSplitOptions.RemoveEmptyEntries);
            git.WaitForExit();
            if (git.ExitCode == 0 && files.Length > 0)
                return [.. files.Where(file => File.Exists(Path.Combine(Root, file)))];
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // No git on this machine: take what lies there.
        }

        string[] skipped = ["bin", "obj", ".git", "pullback-out", "TestResults", "BenchmarkDotNet.Artifacts"];
        return [.. Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Intersect(skipped).Any())];
    }
}
