using System.CommandLine;
using Pullback.Cli.CommandLine;
using Pullback.Cli.Errors;
using Pullback.Cli.Output;

namespace Pullback.Cli.Tests;

/// <summary>A verb that shows what it was given, and fails on request.</summary>
internal sealed class EchoVerb : Verb
{
    public static Noun TestNoun { get; } = new("echo", "Verbs for the tests of the command line.");

    public Argument<string> Word { get; } = new("WORD") { Description = "What to say." };

    public Option<int> Times { get; } = OptionValues.Integer("--times", "N", "How often (default: 1).", 1, 1, 9);

    public override Noun Noun => TestNoun;

    public override string Name => "say";

    public override string Summary => "Says a word.";

    public override string Example => "echo say hello --times 2";

    public override IReadOnlyList<Argument> Arguments => [Word];

    public override IReadOnlyList<Option> Options => [Times];

    public override VerbResult Run(VerbContext context)
    {
        string word = context.Get(Word)!;
        context.Progress.Report("saying", 1, 2);
        OutputFolder? folder = context.OpenFolder();
        if (folder is not null)
            File.WriteAllText(folder.Stage("word.txt"), word);
        switch (word)
        {
            case "input":
                throw new InputException(["events.npy, column 'x', row 3: found NaN, but finite numbers are needed.", "second problem."]);
            case "computation":
                throw new ComputationException("the fit did not converge.");
            case "bug":
                throw new InvalidOperationException("an invariant broke");
            case "wait":
                context.Cancellation.ThrowIfCancellationRequested();
                break;
            case "unconverged":
                return new VerbResult(new JsonFields().Add("converged", false), folder, ExitCode.ComputationFailed);
        }

        for (int i = 0; i < context.Get(Times); i++)
            context.Out.WriteLine(word);
        return new VerbResult(
            new JsonFields().Add("word", word).Add("threads", context.Threads).Add("seed", context.Seed)
                .Add("formats", context.Formats.Select(format => format.ToString().ToLowerInvariant()))
                .Add("files", folder?.Staged ?? []),
            folder);
    }
}
