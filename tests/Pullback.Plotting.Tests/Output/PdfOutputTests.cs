using System.Text;
using System.Text.RegularExpressions;

namespace Pullback.Plotting.Tests.Output;

public sealed partial class PdfOutputTests
{
    [Fact]
    public void A_figure_is_one_page_of_its_size()
    {
        string pdf = Encoding.Latin1.GetString(Samples.Everything().ToPdf());
        Assert.StartsWith("%PDF-1.", pdf, StringComparison.Ordinal);
        Assert.EndsWith("%%EOF", pdf.TrimEnd(), StringComparison.Ordinal);
        Assert.Single(Page().Matches(pdf));
        Assert.Matches(@"/MediaBox \[0 0 480 360\]", pdf);
    }

    [Fact]
    public void No_date_is_written()
    {
        string pdf = Encoding.Latin1.GetString(Samples.Everything().ToPdf());
        Assert.DoesNotContain("CreationDate", pdf, StringComparison.Ordinal);
        Assert.DoesNotContain("ModDate", pdf, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"/Type /Page\b(?!s)")]
    private static partial Regex Page();
}
