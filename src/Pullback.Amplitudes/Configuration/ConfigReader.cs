using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Pullback.Amplitudes.Configuration;

/// <summary>Reads YAML, and JSON, which is YAML. Nothing is constructed by name, tags are not followed.</summary>
public static class ConfigReader
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The path.</param>
    /// <exception cref="AmplitudeConfigurationException">The file is not there, or is not YAML.</exception>
    public static ConfigMap ReadFile(string path)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new AmplitudeConfigurationException($"'{path}' cannot be read: {exception.Message} Give the path of a configuration in YAML or JSON.", exception);
        }

        return Read(text, path);
    }

    /// <summary>Reads text.</summary>
    /// <param name="text">YAML or JSON.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="AmplitudeConfigurationException">The text is not YAML, or its root is not a mapping.</exception>
    public static ConfigMap Read(string text, string name)
    {
        var stream = new YamlStream();
        try
        {
            using var reader = new StringReader(text);
            stream.Load(reader);
        }
        catch (YamlException exception)
        {
            string reason = (exception.InnerException ?? exception).Message.ReplaceLineEndings(" ");
            throw new AmplitudeConfigurationException(FormattableString.Invariant($"'{name}', line {exception.Start.Line}: this is not valid YAML: {reason} Check indentation, quotes, brackets and colons near this place."), exception);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            throw new AmplitudeConfigurationException($"'{name}' is not valid YAML: {exception.Message} Check brackets and quotes.", exception);
        }

        if (stream.Documents.Count == 0 || stream.Documents[0].RootNode is not YamlMappingNode root)
            throw new AmplitudeConfigurationException($"'{name}' must be a mapping of keys to values, such as 'decay:' and 'particle:', but its first value is something else.");
        return (ConfigMap)Convert(root, name, 0);
    }

    private static ConfigValue Convert(YamlNode node, string name, int depth)
    {
        int line = (int)node.Start.Line;
        if (depth > 64) throw new AmplitudeConfigurationException(FormattableString.Invariant($"'{name}', line {line}: values are nested more than 64 deep."));
        return node switch
        {
            YamlMappingNode map => new ConfigMap(line, map.Children.Select(c => KeyValuePair.Create(Key(c.Key, name), Convert(c.Value, name, depth + 1)))),
            YamlSequenceNode list => new ConfigList(line, [.. list.Children.Select(c => Convert(c, name, depth + 1))]),
            YamlScalarNode scalar => new ConfigScalar(line, scalar.Value ?? "", scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any)),
            _ => throw new AmplitudeConfigurationException(FormattableString.Invariant($"'{name}', line {line}: this kind of value is not read. Write it out.")),
        };
    }

    private static string Key(YamlNode node, string name) => node is YamlScalarNode scalar
        ? scalar.Value ?? ""
        : throw new AmplitudeConfigurationException(FormattableString.Invariant($"'{name}', line {node.Start.Line}: a key must be a word, not a list or a mapping."));
}
