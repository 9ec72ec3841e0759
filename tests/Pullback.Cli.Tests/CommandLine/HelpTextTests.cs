namespace Pullback.Cli.Tests.CommandLine;

public sealed class HelpTextTests : IDisposable
{
    private readonly TestCommand _command = new();

    public void Dispose() => _command.Dispose();

    [Fact]
    public void The_help_of_a_verb_has_usage_arguments_options_and_an_example()
    {
        Assert.Equal(0, _command.Run([new EchoVerb()], CancellationToken.None, "echo", "say", "--help"));
        Assert.Equal(
            """
            usage: pullback echo say WORD [options]

            Says a word.

            arguments:
              WORD                What to say.

            options:
              --times N           How often (default: 1).

            options of every verb:
              --json              Print one JSON document on standard output and nothing else there.
              --out DIR           Write result.json, plots, report.html and the verb's files into DIR.
              --force             Overwrite the result that DIR already holds.
              --format LIST       Formats of the plots, separated by commas: svg, pdf, png (default: svg).
              --threads N         Worker threads (default: all cores). Never changes a result.
              --seed N            Seed of every random stream (default: 1).
              -q, --quiet         Print no tables and no progress; errors and --json still appear.
              --debug             Show the stack trace of an error.
              -?, -h, --help      Show help with an example.
              --version           Show the version.

            example:
              pullback echo say hello --times 2

            """,
            _command.Out);
    }

    [Fact]
    public void The_help_of_a_noun_lists_its_verbs()
    {
        Assert.Equal(0, _command.Run([new EchoVerb()], CancellationToken.None, "echo", "--help"));
        Assert.StartsWith("usage: pullback echo <verb> [arguments] [options]\n\nVerbs for the tests of the command line.\n\n  say                 Says a word.\n",
            _command.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_help_of_the_program_lists_nouns_and_verbs()
    {
        Assert.Equal(0, _command.Run([new EchoVerb()], CancellationToken.None, "-h"));
        Assert.Contains("echo: Verbs for the tests of the command line.\n  say                 Says a word.\n", _command.Out, StringComparison.Ordinal);
    }
}
