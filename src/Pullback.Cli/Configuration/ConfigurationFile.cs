using System.Globalization;
using Pullback.Cli.Errors;

namespace Pullback.Cli.Configuration;

/// <summary>A configuration file, YAML or JSON, opened for reading.</summary>
internal sealed class ConfigurationFile
{
    private ConfigurationFile(string path, string text, ConfigurationSection root)
    {
        FullPath = path;
        Text = text;
        Root = root;
    }

    /// <summary>The absolute path.</summary>
    public string FullPath { get; }

    /// <summary>The name without folder and ending: what output folders are called.</summary>
    public string Name => Path.GetFileNameWithoutExtension(FullPath);

    /// <summary>The file's text.</summary>
    public string Text { get; }

    /// <summary>The document's mapping.</summary>
    public ConfigurationSection Root { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="fullPath">Its absolute path.</param>
    /// <param name="shownAs">The path as the user typed it, for messages.</param>
    /// <exception cref="InputException">No such file, too large, or not a mapping in YAML.</exception>
    public static ConfigurationFile Read(string fullPath, string shownAs)
    {
        if (Directory.Exists(fullPath))
            throw new InputException($"{shownAs}: this is a folder, but a configuration file is needed.");
        var info = new FileInfo(fullPath);
        if (!info.Exists)
            throw new InputException($"{shownAs}: no such file. Check the path; it is looked up as {fullPath}.");
        if (info.Length > YamlTree.MaximumLength)
            throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{shownAs}: {info.Length} bytes, but a configuration has at most {YamlTree.MaximumLength}. Is this a data file?"));
        string text = File.ReadAllText(fullPath);
        var errors = new ConfigurationErrors(shownAs);
        ConfigurationMapping root = YamlTree.Parse(text, errors);
        return new ConfigurationFile(fullPath, text, new ConfigurationSection(root, errors));
    }

    /// <summary>The configuration's folder: where its relative paths start.</summary>
    public string Folder => Path.GetDirectoryName(FullPath)!;
}
