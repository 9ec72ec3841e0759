using Pullback.Cli.Text;

namespace Pullback.Cli.Tests.Text;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("learning_rat", "learning_rate")]
    [InlineData("lerning_rate", "learning_rate")]
    [InlineData("epohcs", "epochs")]
    [InlineData("Batch", "batch")]
    public void A_typing_error_finds_the_name_meant(string found, string meant) =>
        Assert.Equal(meant, NearestName.Find(found, ["epochs", "batch", "learning_rate"]));

    [Theory]
    [InlineData("zebra")]
    [InlineData("")]
    public void A_different_word_finds_nothing(string found) => Assert.Null(NearestName.Find(found, ["epochs", "batch", "learning_rate"]));

    [Fact]
    public void Without_candidates_there_is_no_suggestion() => Assert.Equal("", NearestName.Suggestion("x", []));

    [Theory]
    [InlineData("", "abc", 3)]
    [InlineData("abc", "abc", 0)]
    [InlineData("abc", "acb", 1)]
    [InlineData("kitten", "sitting", 3)]
    public void The_distance_counts_single_edits(string left, string right, int distance)
    {
        Assert.Equal(distance, NearestName.Distance(left, right));
        Assert.Equal(distance, NearestName.Distance(right, left));
    }
}
