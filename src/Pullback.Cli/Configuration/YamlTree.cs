using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Pullback.Cli.Configuration;

/// <summary>Reads YAML (and JSON, which is YAML) into nodes that know their places.</summary>
/// <remarks>
/// A configuration is data: tags, anchors and aliases are refused, duplicate keys are errors, depth and size are bounded. Nothing is constructed by name.
/// </remarks>
internal sealed class YamlTree
{
    /// <summary>Bytes a configuration may have.</summary>
    public const long MaximumLength = 4L << 20;

    private const int MaximumDepth = 32;
    private readonly Parser _parser;
    private readonly ConfigurationErrors _errors;

    private YamlTree(string text, ConfigurationErrors errors)
    {
        _parser = new Parser(new StringReader(text));
        _errors = errors;
    }

    /// <summary>The document's root mapping.</summary>
    /// <exception cref="Errors.InputException">The text is not YAML, not a mapping, or uses what a configuration may not.</exception>
    public static ConfigurationMapping Parse(string text, ConfigurationErrors errors)
    {
        var tree = new YamlTree(text, errors);
        try
        {
            ConfigurationNode? root = tree.Document();
            if (root is ConfigurationMapping mapping)
                return mapping;
            if (!errors.Any)
                errors.Add(root?.Position ?? new Position(1, 1), "", $"found {Kind(root)}, but a configuration is a mapping of keys to values (key: value).");
        }
        catch (YamlException exception)
        {
            errors.Add(PositionOf(exception.Start), "", Invalid(Reason(exception)));
        }
        catch (InvalidOperationException)
        {
            // YamlDotNet's scanner meets some unclosed brackets in this way, without a place of its own.
            errors.Add(PositionOf(tree._parser.Current?.End ?? Mark.Empty), "", Invalid("a bracket is not closed, or a value ends where it may not"));
        }

        errors.ThrowIfAny();
        throw new InvalidOperationException("unreachable: a document that is not a mapping is an error.");
    }

    private static string Invalid(string reason) =>
        $"this is not valid YAML: {reason}. Check indentation, quotes, brackets and colons near this place.";

    private static string Kind(ConfigurationNode? node) => node switch
    {
        null => "an empty document",
        ConfigurationSequence => "a list",
        ConfigurationScalar { IsNull: true } => "nothing",
        ConfigurationScalar scalar => scalar.Shown,
        _ => "a mapping",
    };

    private static string Reason(YamlException exception)
    {
        string message = (exception.InnerException ?? exception).Message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
        return message.Length == 0 ? "unreadable" : char.ToLowerInvariant(message[0]) + message[1..];
    }

    private static Position PositionOf(Mark mark) => new((int)Math.Max(mark.Line, 1), (int)Math.Max(mark.Column, 1));

    private ConfigurationNode? Document()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
            return null;
        _parser.Consume<DocumentStart>();
        ConfigurationNode root = Node("", depth: 0);
        _parser.Consume<DocumentEnd>();
        if (!_parser.Accept<StreamEnd>(out _))
            _errors.Add(PositionOf(_parser.Current!.Start), "", "a second document begins here, but a configuration is one document. Remove the line '---'.");
        return root;
    }

    private ConfigurationNode Node(string path, int depth)
    {
        if (_parser.Accept<AnchorAlias>(out AnchorAlias? alias))
        {
            _parser.MoveNext();
            return Refused(alias, path, $"found the alias '*{alias.Value}', but aliases are not read. Write the value out.");
        }

        NodeEvent node = _parser.Accept<NodeEvent>(out NodeEvent? found) ? found : throw new YamlException("a value is missing");
        if (!node.Anchor.IsEmpty)
            _errors.Add(PositionOf(node.Start), path, $"found the anchor '&{node.Anchor.Value}', but anchors are not read. Remove it.");
        if (!node.Tag.IsEmpty)
            _errors.Add(PositionOf(node.Start), path, $"found the tag '{node.Tag.Value}', but a configuration is plain data. Remove the tag.");
        if (depth > MaximumDepth)
        {
            _errors.Add(PositionOf(node.Start), path[..Math.Min(path.Length, 60)], string.Create(CultureInfo.InvariantCulture, $"values are nested more than {MaximumDepth} deep."));
            _errors.ThrowIfAny();
        }

        return node switch
        {
            MappingStart => Mapping(path, depth),
            SequenceStart => Sequence(path, depth),
            _ => Scalar(path),
        };
    }

    private ConfigurationScalar Refused(ParsingEvent at, string path, string problem)
    {
        _errors.Add(PositionOf(at.Start), path, problem);
        return new ConfigurationScalar(path, PositionOf(at.Start), "", IsQuoted: false);
    }

    private ConfigurationScalar Scalar(string path)
    {
        Scalar scalar = _parser.Consume<Scalar>();
        return new ConfigurationScalar(path, PositionOf(scalar.Start), scalar.Value, scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any));
    }

    private ConfigurationSequence Sequence(string path, int depth)
    {
        Position start = PositionOf(_parser.Consume<SequenceStart>().Start);
        var items = new List<ConfigurationNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
            items.Add(Node(string.Create(CultureInfo.InvariantCulture, $"{path}[{items.Count}]"), depth + 1));
        return new ConfigurationSequence(path, start, items);
    }

    private ConfigurationMapping Mapping(string path, int depth)
    {
        Position start = PositionOf(_parser.Consume<MappingStart>().Start);
        var entries = new List<ConfigurationEntry>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (Node(path, depth + 1) is not ConfigurationScalar key)
            {
                _errors.Add(PositionOf(_parser.Current!.Start), path, "a key must be a word, not a list or a mapping.");
                _errors.ThrowIfAny();
                throw new InvalidOperationException("unreachable: an error was added.");
            }

            ConfigurationNode value = Node(path.Length == 0 ? key.Text : $"{path}.{key.Text}", depth + 1);
            if (entries.Find(entry => entry.Key == key.Text) is { } earlier)
            {
                _errors.Add(key.Position, path, string.Create(CultureInfo.InvariantCulture,
                    $"the key '{key.Text}' is written twice, first in line {earlier.Position.Line}. Keep one of the two."));
            }
            else
            {
                entries.Add(new ConfigurationEntry(key.Text, key.Position, value));
            }
        }

        return new ConfigurationMapping(path, start, entries);
    }
}
