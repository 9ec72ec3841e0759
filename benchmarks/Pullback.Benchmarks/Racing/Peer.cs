using System.Diagnostics;
using System.Globalization;

namespace Pullback.Benchmarks.Racing;

/// <summary>A rival in another process: a script under <c>benchmarks/peers</c> that times its own calls when asked.</summary>
internal sealed class Peer : IDisposable
{
    private const string Python = "/usr/bin/python3";
    private readonly Process _process;

    private Peer(Process process, string name)
    {
        _process = process;
        Name = name;
    }

    /// <summary>What the script calls itself, with its version.</summary>
    public string Name { get; }

    /// <summary>Starts a script.</summary>
    /// <param name="script">The script's file name.</param>
    /// <param name="threads">Threads of the linear algebra below the script's own.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>The peer, or null where Python or a package of the script is missing.</returns>
    public static Peer? TryStart(string script, int threads, params string[] arguments) => TryStartWith(null, script, threads, arguments);

    /// <summary>Starts a script that imports packages from a folder.</summary>
    /// <param name="packages">The folder; null for installed packages alone.</param>
    /// <param name="script">The script's file name.</param>
    /// <param name="threads">Threads of the linear algebra below the script's own.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>The peer, or null where Python or a package of the script is missing.</returns>
    public static Peer? TryStartWith(string? packages, string script, int threads, params string[] arguments)
    {
        if (!File.Exists(Python) || FolderOfScripts() is not { } folder) return null;
        var start = new ProcessStartInfo(Python, [Path.Combine(folder, script), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string variable in (string[])["OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"])
            start.Environment[variable] = threads.ToString(CultureInfo.InvariantCulture);
        if (packages is not null) start.Environment["PYTHONPATH"] = packages;
        Process process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        if (process.StandardOutput.ReadLine() is { } name) return new Peer(process, name);
        process.Dispose();
        return null;
    }

    /// <summary>Seconds of one call.</summary>
    public double Sample() => double.Parse(Ask(""), CultureInfo.InvariantCulture);

    /// <summary>Sends a line to the script.</summary>
    /// <returns>Its answer.</returns>
    public string Ask(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
        return _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{Name} ended while it was asked for '{line}'.");
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static string? FolderOfScripts()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string peers = Path.Combine(folder.FullName, "benchmarks", "peers");
            if (Directory.Exists(peers)) return peers;
        }

        return null;
    }
}
