using System.Xml.Linq;
using Pullback.Plotting.Figures;

namespace Pullback.Plotting.Tests;

/// <summary>What a test asks of a written SVG document.</summary>
internal sealed class SvgReader
{
    public static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public SvgReader(Figure figure, string prefix = "")
        : this(figure.ToSvg(prefix))
    {
    }

    public SvgReader(string text)
    {
        Root = XElement.Parse(text);
    }

    public XElement Root { get; }

    /// <summary>The words of all texts, in the order of drawing.</summary>
    public IReadOnlyList<string> Texts => [.. Root.Descendants().Attributes("aria-label").Select(attribute => attribute.Value)];

    public IReadOnlyList<string> Ids => [.. Root.DescendantsAndSelf().Attributes("id").Select(attribute => attribute.Value)];

    public int Count(string element) => Root.Descendants(Svg + element).Count();

    /// <summary>Filled or stroked shapes of a color.</summary>
    public IReadOnlyList<XElement> Colored(string attribute, PlotColor color)
    {
        string[] names =
        [
            $"rgb({color.Red},{color.Green},{color.Blue})",
            $"#{color.Red:X2}{color.Green:X2}{color.Blue:X2}",
        ];
        return [.. Root.Descendants().Where(element => names.Contains(element.Attribute(attribute)?.Value, StringComparer.OrdinalIgnoreCase))];
    }
}
