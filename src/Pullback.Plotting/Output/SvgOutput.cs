using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Pullback.Plotting.Figures;
using Pullback.Plotting.Rendering;
using SkiaSharp;

namespace Pullback.Plotting.Output;

/// <summary>Figures as SVG documents: letters as outlines (each text keeps its words as a label), ids with a prefix, a title for screen readers.</summary>
internal static partial class SvgOutput
{
    public static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly XNamespace XLink = "http://www.w3.org/1999/xlink";

    public static string Write(Figure figure, string idPrefix)
    {
        CheckPrefix(idPrefix);
        XElement root = Draw(figure);
        PrefixIds(root, idPrefix);
        Describe(root, figure, FigureText.Description(figure), idPrefix);
        return Text(root);
    }

    public static void CheckPrefix(string idPrefix)
    {
        ArgumentNullException.ThrowIfNull(idPrefix);
        if (!Prefix().IsMatch(idPrefix))
            throw new FigureException($"id prefix '{idPrefix}': only letters, digits and dashes can be used, a letter first.");
    }

    /// <summary>The drawn figure with letters as outlines; ids are those of the canvas, which counts them over the whole process.</summary>
    public static XElement Draw(Figure figure)
    {
        using var stream = new MemoryStream();
        IReadOnlyList<DrawnText> texts;
        using (SKCanvas canvas = SKSvgCanvas.Create(new SKRect(0, 0, figure.Width, figure.Height), stream))
            texts = FigureRenderer.Draw(figure, canvas);
        stream.Position = 0;
        XElement root = XDocument.Load(stream).Root!;
        OutlineTexts(root, texts);
        return root;
    }

    private static void OutlineTexts(XElement root, IReadOnlyList<DrawnText> texts)
    {
        XElement[] elements = [.. root.Descendants(Svg + "text")];
        if (elements.Length != texts.Count)
            throw new InvalidOperationException($"The SVG canvas wrote {elements.Length} texts for {texts.Count} that were drawn.");
        for (int i = 0; i < elements.Length; i++)
        {
            XElement element = elements[i];
            DrawnText text = texts[i];
            using SKFont font = text.Style.Font();
            using SKPath outline = font.GetTextPath(text.Text, new SKPoint(text.Shift, 0));
            var path = new XElement(Svg + "path");
            foreach (string kept in new[] { "fill", "fill-opacity", "transform" })
            {
                if (element.Attribute(kept) is { } attribute)
                    path.Add(new XAttribute(kept, attribute.Value));
            }

            if (text.Label is { } label)
                path.Add(new XAttribute("aria-label", label));
            path.Add(new XAttribute("d", Number().Replace(outline.ToSvgPathData(), Shorten)));
            element.ReplaceWith(path);
        }
    }

    /// <summary>Ids counted from one in this document, because the canvas counts them over the whole process, and with the prefix.</summary>
    private static void PrefixIds(XElement root, string prefix)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (XAttribute id in root.DescendantsAndSelf().Attributes("id"))
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"{prefix}d{names.Count + 1}");
            names.Add(id.Value, name);
            id.Value = name;
        }

        RenameReferences(root, names);
    }

    /// <summary>Replaces ids in the references of an element and all below it.</summary>
    public static void RenameReferences(XElement root, Dictionary<string, string> names)
    {
        foreach (XAttribute attribute in root.DescendantsAndSelf().Attributes().ToArray())
        {
            if (attribute.Name.LocalName == "href" && attribute.Value.StartsWith('#'))
                attribute.Value = "#" + names[attribute.Value[1..]];
            else if (attribute.Value.Contains("url(#", StringComparison.Ordinal))
                attribute.Value = Reference().Replace(attribute.Value, reference => $"url(#{names[reference.Groups[1].Value]})");
        }
    }

    /// <summary>Gives the document its view box and its title for screen readers.</summary>
    public static void Describe(XElement root, Figure figure, string description, string prefix)
    {
        string id = prefix + "title";
        root.SetAttributeValue("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {figure.Width} {figure.Height}"));
        root.SetAttributeValue("role", "img");
        root.SetAttributeValue("aria-labelledby", id);
        root.AddFirst(new XElement(Svg + "title", new XAttribute("id", id), description));
    }

    /// <summary>The document as text.</summary>
    public static string Text(XElement root)
    {
        if (!root.DescendantsAndSelf().Attributes().Any(attribute => attribute.Name.Namespace == XLink))
            root.Attributes().Where(attribute => attribute.IsNamespaceDeclaration && attribute.Value == XLink.NamespaceName).Remove();
        var settings = new XmlWriterSettings { OmitXmlDeclaration = true, Indent = true, IndentChars = "", NewLineChars = "\n" };
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        using (XmlWriter xml = XmlWriter.Create(writer, settings))
            root.WriteTo(xml);
        return writer.ToString() + "\n";
    }

    /// <summary>Hundredths of a pixel are enough for letters.</summary>
    private static string Shorten(Match number) =>
        Math.Round(double.Parse(number.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture), 2).ToString("0.##", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"-?\d*\.?\d+(?:e-?\d+)?")]
    private static partial Regex Number();

    [GeneratedRegex(@"url\(#([^)]+)\)")]
    private static partial Regex Reference();

    [GeneratedRegex(@"^(?:[A-Za-z][A-Za-z0-9-]*)?$")]
    private static partial Regex Prefix();
}
