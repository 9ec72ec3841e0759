using System.Globalization;
using System.Xml.Linq;
using Pullback.Plotting.Figures;

namespace Pullback.Plotting.Output;

/// <summary>Animations as SVG documents: the parts of each frame carry its class, and style rules make one class visible at a time.</summary>
internal static class AnimatedSvgOutput
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    public static string Write(AnimatedSvg animation, string idPrefix)
    {
        SvgOutput.CheckPrefix(idPrefix);
        Check(animation);
        var definitions = new SharedDefinitions(idPrefix);
        XElement[] frames = [.. animation.Frames.Select(frame => definitions.TakeFrom(SvgOutput.Draw(frame)))];
        XElement root = frames[0];
        XNode[] content = FrameMerge.Merge([.. frames.Select(frame => frame.Elements().ToArray())], idPrefix);
        root.RemoveNodes();
        if (frames.Length > 1)
            root.Add(new XElement(SvgOutput.Svg + "style", Style(animation, idPrefix)));
        if (definitions.Elements.Count > 0)
            root.Add(new XElement(SvgOutput.Svg + "defs", definitions.Elements));
        root.Add(content);
        SvgOutput.Describe(root, animation.Frames[0], animation.Description ?? FigureText.Description(animation.Frames[^1]), idPrefix);
        return SvgOutput.Text(root);
    }

    public static void Check(AnimatedSvg animation)
    {
        if (animation.Frames.Count == 0)
            throw new FigureException("The animation has no frames; it needs at least one.");
        Figure first = animation.Frames[0];
        for (int i = 1; i < animation.Frames.Count; i++)
        {
            Figure frame = animation.Frames[i];
            if (frame.Width != first.Width || frame.Height != first.Height)
                throw new FigureException($"frame {i + 1} is {frame.Width} by {frame.Height} pixels, but the first is {first.Width} by {first.Height}; all frames of an animation have one size.");
        }

        foreach ((TimeSpan duration, string what) in new[] { (animation.FrameDuration, "a frame"), (animation.LastFrameDuration ?? animation.FrameDuration, "the last frame") })
        {
            if (duration < Shortest || duration > Longest)
                throw new FigureException($"{what} lasts {duration.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s, but a frame lasts {Shortest.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s to {Longest.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s.");
        }
    }

    /// <summary>Every frame is visible at the start of its round and hidden after its time; the frames' rounds begin one after another.</summary>
    private static string Style(AnimatedSvg animation, string prefix)
    {
        int count = animation.Frames.Count;
        double each = animation.FrameDuration.TotalSeconds;
        double last = (animation.LastFrameDuration ?? animation.FrameDuration).TotalSeconds;
        double round = ((count - 1) * each) + last;
        string rounds = animation.Loop ? "infinite" : "1 forwards";
        var rules = new List<string>
        {
            Keyframes(prefix + "show", 100 * each / round),
            Keyframes(prefix + "last", animation.Loop ? 100 * last / round : 100),
            $".{prefix}frame{{animation:{prefix}show {Number(round)}s step-end {rounds}}}",
        };
        for (int i = 1; i < count; i++)
            rules.Add($".{prefix}frame{i + 1}{{animation-delay:{Number(i * each)}s}}");
        rules.Add($".{prefix}frame{count}{{animation-name:{prefix}last}}");
        rules.Add($"@media (prefers-reduced-motion:reduce){{.{prefix}frame{{animation:none;visibility:hidden}}.{prefix}frame{count}{{visibility:visible}}}}");
        return "\n" + string.Join('\n', rules) + "\n";
    }

    private static string Keyframes(string name, double until) => until >= 100
        ? $"@keyframes {name}{{0%,100%{{visibility:visible}}}}"
        : $"@keyframes {name}{{0%{{visibility:visible}}{Number(until)}%,100%{{visibility:hidden}}}}";

    private static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
