namespace Pullback.Cli.Text;

/// <summary>Breaks a paragraph at spaces so that it fits a width.</summary>
internal static class TextWrap
{
    /// <summary>Lines of at most <paramref name="width"/> characters; a longer word (a path) keeps a line of its own. Line breaks in the text are kept.</summary>
    /// <param name="text">The paragraph.</param>
    /// <param name="width">Characters per line, at least 20.</param>
    /// <param name="indent">Spaces before every line but the first.</param>
    public static IEnumerable<string> Wrap(string text, int width, int indent = 0)
    {
        width = Math.Max(width, 20);
        string margin = new(' ', indent);
        string prefix = "";
        foreach (string paragraph in text.ReplaceLineEndings("\n").Split('\n'))
        {
            string line = prefix;
            bool empty = true;
            foreach (string word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (!empty && line.Length + 1 + word.Length > width)
                {
                    yield return line;
                    line = margin;
                    empty = true;
                }

                line += empty ? word : " " + word;
                empty = false;
            }

            yield return line.TrimEnd();
            prefix = margin;
        }
    }
}
