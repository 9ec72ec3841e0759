using System.CommandLine;

namespace Pullback.Cli.CommandLine;

/// <summary>The verbs as a tree of System.CommandLine commands: root, nouns, verbs.</summary>
internal sealed class CommandTree
{
    private readonly Dictionary<Command, Verb> _verbs = [];
    private readonly Dictionary<Command, Noun> _nouns = [];

    /// <summary>Builds the tree; the global options apply on every level.</summary>
    public CommandTree(IReadOnlyList<Verb> verbs)
    {
        Root = new RootCommand("Differentiable statistical inference for particle physics.");
        Root.Options.Clear();
        Root.Directives.Clear();
        foreach (Option option in Global.All)
        {
            option.Recursive = true;
            Root.Options.Add(option);
        }

        foreach (IGrouping<Noun, Verb> group in verbs.GroupBy(verb => verb.Noun))
        {
            var noun = new Command(group.Key.Name, group.Key.Summary);
            _nouns.Add(noun, group.Key);
            Root.Subcommands.Add(noun);
            foreach (Verb verb in group)
            {
                var command = new Command(verb.Name, verb.Summary);
                foreach (Argument argument in verb.Arguments)
                    command.Arguments.Add(argument);
                foreach (Option option in verb.Options)
                    command.Options.Add(option);
                noun.Subcommands.Add(command);
                _verbs.Add(command, verb);
            }
        }
    }

    /// <summary>The options that apply everywhere.</summary>
    public GlobalOptions Global { get; } = new();

    /// <summary>The command named <c>pullback</c>.</summary>
    public RootCommand Root { get; }

    /// <summary>The verb behind a command, or <c>null</c> for the root and the nouns.</summary>
    public Verb? VerbOf(Command command) => _verbs.GetValueOrDefault(command);

    /// <summary>The noun behind a command, or <c>null</c> for the root and the verbs.</summary>
    public Noun? NounOf(Command command) => _nouns.GetValueOrDefault(command);

    /// <summary>The command as typed: <c>pullback observable train</c>.</summary>
    public string PathOf(Command command) => command switch
    {
        _ when VerbOf(command) is { } verb => $"pullback {verb.Noun.Name} {verb.Name}",
        _ when NounOf(command) is { } noun => $"pullback {noun.Name}",
        _ => "pullback",
    };
}
