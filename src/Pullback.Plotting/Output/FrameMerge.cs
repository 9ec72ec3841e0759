using System.Globalization;
using System.Xml.Linq;

namespace Pullback.Plotting.Output;

/// <summary>Frames as one list of elements: what all have in common stands once, what differs in a group for each frame.</summary>
/// <remarks>The order of drawing stays that of every frame.</remarks>
internal static class FrameMerge
{
    /// <param name="frames">The elements of each frame. Shape [frame][element].</param>
    /// <param name="prefix">What class names begin with.</param>
    public static XNode[] Merge(IReadOnlyList<XElement[]> frames, string prefix)
    {
        string[][] keys = [.. frames.Select(elements => elements.Select(Key).ToArray())];
        var merged = new List<XNode>();
        int[] at = new int[frames.Count];
        for (int i = 0; i < keys[0].Length; i++)
        {
            int[] found = [.. keys.Select((list, f) => f == 0 ? i : Array.IndexOf(list, keys[0][i], at[f]))];
            if (found.Contains(-1))
                continue;
            merged.AddRange(Groups(frames, at, found, prefix));
            merged.Add(Common([.. found.Select((place, f) => frames[f][place])], prefix));
            at = [.. found.Select(place => place + 1)];
        }

        merged.AddRange(Groups(frames, at, [.. frames.Select(elements => elements.Length)], prefix));
        return [.. merged];
    }

    /// <summary>Groups with the same attributes are common, since their content can be merged; other elements if they are equal.</summary>
    private static string Key(XElement element) => element.Name == SvgOutput.Svg + "g"
        ? "g " + string.Join(' ', element.Attributes().Select(attribute => attribute.ToString()))
        : element.ToString(SaveOptions.DisableFormatting);

    private static XElement Common(XElement[] elements, string prefix) => elements[0].Name == SvgOutput.Svg + "g"
        ? new XElement(elements[0].Name, elements[0].Attributes(), Merge([.. elements.Select(element => element.Elements().ToArray())], prefix))
        : new XElement(elements[0]);

    private static IEnumerable<XElement> Groups(IReadOnlyList<XElement[]> frames, int[] from, int[] to, string prefix)
    {
        for (int f = 0; f < frames.Count; f++)
        {
            if (from[f] == to[f])
                continue;
            string number = (f + 1).ToString(CultureInfo.InvariantCulture);
            yield return new XElement(
                SvgOutput.Svg + "g",
                new XAttribute("class", $"{prefix}frame {prefix}frame{number}"),
                f == 0 ? null : new XAttribute("visibility", "hidden"),
                frames[f][from[f]..to[f]]);
        }
    }
}
