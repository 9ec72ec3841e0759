using System.Globalization;
using System.Xml.Linq;

namespace Pullback.Plotting.Output;

/// <summary>Clip paths and images of several documents, each kept once: what is equal gets the same id.</summary>
internal sealed class SharedDefinitions(string idPrefix)
{
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);

    /// <summary>The definitions of all documents, in the order in which they were met.</summary>
    public List<XElement> Elements { get; } = [];

    /// <summary>Moves the definitions out of a document, so that references in it name the shared ones.</summary>
    /// <returns>The document.</returns>
    public XElement TakeFrom(XElement root)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (XElement element in root.Descendants().Where(element => element.Attribute("id") is not null).ToArray())
        {
            XAttribute id = element.Attribute("id")!;
            string old = id.Value;
            id.Remove();

            // A definition refers to earlier ones only, whose names are known by now.
            SvgOutput.RenameReferences(element, names);
            string content = element.ToString(SaveOptions.DisableFormatting);
            bool known = _ids.TryGetValue(content, out string? shared);
            if (shared is null)
                _ids.Add(content, shared = string.Create(CultureInfo.InvariantCulture, $"{idPrefix}d{_ids.Count + 1}"));
            names.Add(old, shared);
            element.Remove();
            if (!known)
            {
                element.SetAttributeValue("id", shared);
                Elements.Add(element);
            }
        }

        root.Elements(SvgOutput.Svg + "defs").Where(element => !element.HasElements).Remove();
        foreach (XElement element in root.Elements())
            SvgOutput.RenameReferences(element, names);
        return root;
    }
}
