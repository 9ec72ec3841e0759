using System.CommandLine;
using System.Reflection;
using Pullback.Cli.Errors;

namespace Pullback.Cli.CommandLine;

/// <summary>The whole program as a function: arguments in, exit code out.</summary>
internal static class Application
{
    /// <summary>The version, without the build's hash.</summary>
    public static string Version { get; } =
        typeof(Application).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Parses and runs one command.</summary>
    /// <returns>An <see cref="ExitCode"/> as the operating system wants it.</returns>
    public static int Run(IReadOnlyList<string> arguments, HostEnvironment host, CancellationToken cancellation) =>
        (int)Run(arguments, host, VerbCatalogue.Discover(), cancellation);

    /// <summary>The same with a given set of verbs.</summary>
    internal static ExitCode Run(IReadOnlyList<string> arguments, HostEnvironment host, IReadOnlyList<Verb> verbs, CancellationToken cancellation)
    {
        var tree = new CommandTree(verbs);
        ParseResult parsed = tree.Root.Parse(arguments, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
        var help = new HelpText(tree, host.Width);
        Command command = parsed.CommandResult.Command;

        if (parsed.GetValue(tree.Global.Version))
        {
            host.Out.WriteLine($"pullback {Version}");
            return ExitCode.Done;
        }

        if (parsed.GetValue(tree.Global.Help) || arguments.Count == 0)
        {
            help.Write(command, host.Out);
            return ExitCode.Done;
        }

        IReadOnlyList<string> problems = UsageErrors.Describe(parsed, tree);
        if (problems.Count > 0)
        {
            foreach (string problem in problems)
                ErrorPresenter.WriteParagraph(host, problem);
            return ExitCode.BadInput;
        }

        return Run(tree.VerbOf(command)!, parsed, tree.Global, host, cancellation);
    }

    private static ExitCode Run(Verb verb, ParseResult parsed, GlobalOptions global, HostEnvironment host, CancellationToken cancellation)
    {
        VerbResult? result = null;
        using var context = new VerbContext(parsed, global, host, cancellation);
        try
        {
            result = verb.Run(context);
            result.Folder?.Commit(result.Document);
        }
        catch (Exception exception) when (exception is not StackOverflowException)
        {
            context.Progress.Clear();
            return ErrorPresenter.Present(exception, host, context.Debug);
        }
        finally
        {
            context.Folder?.Dispose();
        }

        if (context.Json)
            host.Out.WriteLine(result.Document.ToText());
        return result.ExitCode;
    }
}
