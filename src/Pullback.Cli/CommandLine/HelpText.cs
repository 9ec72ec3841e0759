using System.CommandLine;
using Pullback.Cli.Text;

namespace Pullback.Cli.CommandLine;

/// <summary>The help of the program, of a noun and of a verb: usage, what it does, arguments, options, an example.</summary>
internal sealed class HelpText(CommandTree tree, int width)
{
    /// <summary>Writes the help that belongs to <paramref name="command"/>.</summary>
    public void Write(Command command, TextWriter writer)
    {
        if (tree.VerbOf(command) is { } verb)
            WriteVerb(verb, command, writer);
        else
            WriteGroup(command, writer);
    }

    private void WriteGroup(Command command, TextWriter writer)
    {
        string path = tree.PathOf(command);
        bool root = command is RootCommand;
        writer.WriteLine(root ? "usage: pullback <noun> <verb> [arguments] [options]" : $"usage: {path} <verb> [arguments] [options]");
        writer.WriteLine();
        Paragraph(writer, command.Description ?? "");
        writer.WriteLine();
        foreach (Command child in command.Subcommands)
        {
            if (!root)
            {
                Row(writer, child.Name, child.Description);
                continue;
            }

            writer.WriteLine($"{child.Name}: {child.Description}");
            foreach (Command grandchild in child.Subcommands)
                Row(writer, grandchild.Name, grandchild.Description);
            writer.WriteLine();
        }

        if (!root)
            writer.WriteLine();
        writer.WriteLine("options of every verb:");
        foreach (Option option in tree.Global.All)
            Row(writer, Label(option), option.Description);
        writer.WriteLine();
        Verb? first = root ? tree.VerbOf(command.Subcommands[0].Subcommands[0]) : tree.VerbOf(command.Subcommands[0]);
        writer.WriteLine("example:");
        writer.WriteLine($"  pullback {first?.Example}");
        writer.WriteLine();
        writer.WriteLine($"{path}{(root ? " <noun>" : "")} <verb> --help explains a verb.");
    }

    private void WriteVerb(Verb verb, Command command, TextWriter writer)
    {
        string arguments = string.Concat(verb.Arguments.Select(argument => " " + argument.Name + (argument.Arity.MaximumNumberOfValues > 1 ? "..." : "")));
        writer.WriteLine($"usage: {tree.PathOf(command)}{arguments} [options]");
        writer.WriteLine();
        Paragraph(writer, verb.Summary);
        if (verb.Arguments.Count > 0)
        {
            writer.WriteLine();
            writer.WriteLine("arguments:");
            foreach (Argument argument in verb.Arguments)
                Row(writer, argument.Name, argument.Description);
        }

        if (verb.Options.Count > 0)
        {
            writer.WriteLine();
            writer.WriteLine("options:");
            foreach (Option option in verb.Options)
                Row(writer, Label(option), option.Description);
        }

        writer.WriteLine();
        writer.WriteLine("options of every verb:");
        foreach (Option option in tree.Global.All)
            Row(writer, Label(option), option.Description);
        if (verb.Details.Length > 0)
        {
            writer.WriteLine();
            writer.WriteLine(verb.Details.TrimEnd());
        }

        writer.WriteLine();
        writer.WriteLine("example:");
        writer.WriteLine($"  pullback {verb.Example}");
    }

    private static string Label(Option option)
    {
        string names = string.Join(", ", option.Aliases.Where(alias => alias != option.Name).Order(StringComparer.Ordinal).Append(option.Name));
        return option.HelpName is null ? names : $"{names} {option.HelpName}";
    }

    private void Paragraph(TextWriter writer, string text)
    {
        foreach (string line in TextWrap.Wrap(text, width))
            writer.WriteLine(line);
    }

    private void Row(TextWriter writer, string label, string? description)
    {
        const int Column = 22;
        string lead = "  " + label;
        lead = lead.Length < Column - 1 ? lead.PadRight(Column) : lead + "  ";
        bool first = true;
        foreach (string line in TextWrap.Wrap(description ?? "", width - Column))
        {
            writer.WriteLine((first ? lead : new string(' ', Column)) + line);
            first = false;
        }
    }
}
