using System.CommandLine;
using System.CommandLine.Parsing;
using Pullback.Cli.Text;

namespace Pullback.Cli.CommandLine;

/// <summary>What is wrong with a command line, in the words of this program: what was found, what is allowed, the nearest valid name.</summary>
internal static class UsageErrors
{
    /// <summary>One paragraph per problem, none when the command can run.</summary>
    public static IReadOnlyList<string> Describe(ParseResult parsed, CommandTree tree)
    {
        Command command = parsed.CommandResult.Command;
        string path = tree.PathOf(command);
        string help = $"See {path} --help.";

        if (UnknownOptions(parsed, command, tree).ToArray() is { Length: > 0 } unknown)
            return unknown;
        if (command.Subcommands.Count > 0)
            return [MissingSubcommand(parsed, command, path)];
        return [.. parsed.Errors.Select(error => Describe(error, parsed, path, help)).Distinct()];
    }

    /// <summary>Tokens that look like options but were taken for arguments.</summary>
    private static IEnumerable<string> UnknownOptions(ParseResult parsed, Command command, CommandTree tree)
    {
        string[] known = [.. command.Options.Concat(tree.Global.All).Select(option => option.Name).Distinct()];
        foreach (Token token in parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash))
        {
            if (token.Type == TokenType.Argument && LooksLikeOption(token.Value))
            {
                string name = token.Value.Split('=', ':')[0];
                yield return $"{tree.PathOf(command)}: unknown option '{name}'.{NearestName.Suggestion(name, known)} " +
                    $"Options here are {string.Join(", ", known)}.";
            }
        }
    }

    private static bool LooksLikeOption(string text) => text.Length > 1 && text[0] == '-' && !char.IsAsciiDigit(text[1]) && text[1] != '.';

    private static string MissingSubcommand(ParseResult parsed, Command command, string path)
    {
        string[] names = [.. command.Subcommands.Select(child => child.Name)];
        string kind = command is RootCommand ? "noun" : "verb";
        string allowed = $"{(command is RootCommand ? "Nouns" : "Verbs")} are {string.Join(", ", names)}; {path} --help explains them.";
        return parsed.UnmatchedTokens.Count > 0
            ? $"{path}: unknown {kind} '{parsed.UnmatchedTokens[0]}'.{NearestName.Suggestion(parsed.UnmatchedTokens[0], names)} {allowed}"
            : $"{path}: a {kind} is missing. {allowed}";
    }

    private static string Describe(ParseError error, ParseResult parsed, string path, string help) => error.SymbolResult switch
    {
        OptionResult option when option.Tokens.Count == 0 && option.Option.Arity.MinimumNumberOfValues > 0 =>
            $"{path}: {option.Option.Name} needs a value ({option.Option.HelpName ?? option.Option.Name.TrimStart('-')}). {help}",
        OptionResult { Option.Arity.MaximumNumberOfValues: 1, IdentifierTokenCount: > 1 } option =>
            $"{path}: {option.Option.Name} is given {option.IdentifierTokenCount} times, but takes one value. {help}",
        ArgumentResult { Tokens.Count: 0, Parent: CommandResult } argument =>
            $"{path}: the argument {argument.Argument.Name} is missing. {argument.Argument.Description} {help}",
        CommandResult when parsed.UnmatchedTokens.Count > 0 =>
            $"{path}: '{parsed.UnmatchedTokens[0]}' is one argument too many. {help}",
        _ => $"{path}: {error.Message}{(error.Message.EndsWith('?') || error.Message.EndsWith('.') ? "" : ".")} {help}",
    };
}
