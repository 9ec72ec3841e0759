namespace Pullback.Cli.Tests.CommandLine;

public sealed class UsageErrorsTests : IDisposable
{
    private readonly TestCommand _command = new();

    public void Dispose() => _command.Dispose();

    [Theory]
    [InlineData("ecko say x", "pullback: unknown noun 'ecko'. Did you mean 'echo'? Nouns are echo;")]
    [InlineData("echo sey x", "pullback echo: unknown verb 'sey'. Did you mean 'say'? Verbs are say;")]
    [InlineData("echo", "pullback echo: a verb is missing. Verbs are say;")]
    [InlineData("echo say", "pullback echo say: the argument WORD is missing. What to say. See pullback echo say --help.")]
    [InlineData("echo say a b", "pullback echo say: 'b' is one argument too many.")]
    [InlineData("echo say a --treads 4", "pullback echo say: unknown option '--treads'. Did you mean '--threads'? Options here are --times, --json,")]
    [InlineData("echo say --treads=4 a", "pullback echo say: unknown option '--treads'. Did you mean '--threads'?")]
    [InlineData("echo say a --threads", "pullback echo say: --threads needs a value (N).")]
    [InlineData("echo say a --threads many", "--threads: found 'many', but a whole number from 1 to 4096 is needed.")]
    [InlineData("echo say a --threads 0", "--threads: found '0', but a whole number from 1 to 4096 is needed.")]
    [InlineData("echo say a --seed -1", "--seed: found '-1', but a whole number from 0 to 18446744073709551615 is needed.")]
    [InlineData("echo say a --format svg,pfd", "--format: found 'pfd', but allowed are svg, pdf, png. Did you mean 'pdf'?")]
    [InlineData("echo say a --seed 1 --seed 2", "pullback echo say: --seed is given 2 times, but takes one value.")]
    public void A_wrong_command_line_ends_in_2_and_says_what_is_allowed(string commandLine, string expected)
    {
        Assert.Equal(2, _command.Run([new EchoVerb()], CancellationToken.None, commandLine.Split(' ')));
        Assert.StartsWith("error: ", _command.Error, StringComparison.Ordinal);
        Assert.Contains(expected, _command.ErrorText, StringComparison.Ordinal);
        Assert.Equal("", _command.Out);
    }

    [Fact]
    public void Errors_are_wrapped_to_the_width()
    {
        _command.Run([new EchoVerb()], CancellationToken.None, "echo", "say", "a", "--treads", "4");
        Assert.All(_command.Error.Split('\n'), line => Assert.True(line.Length <= 100, line));
    }
}
