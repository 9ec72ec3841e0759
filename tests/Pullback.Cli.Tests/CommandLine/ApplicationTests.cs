using System.Text.Json.Nodes;
using Pullback.Cli.CommandLine;

namespace Pullback.Cli.Tests.CommandLine;

public sealed class ApplicationTests : IDisposable
{
    private readonly TestCommand _command = new();

    public void Dispose() => _command.Dispose();

    private int Say(params string[] arguments) => _command.Run([new EchoVerb()], CancellationToken.None, arguments);

    [Fact]
    public void A_verb_prints_its_human_form()
    {
        Assert.Equal(0, Say("echo", "say", "hello", "--times", "2"));
        Assert.Equal("hello\nhello\n", _command.Out);
        Assert.Equal("", _command.Error);
    }

    [Theory]
    [InlineData("--json", "--threads", "3", "echo", "say", "hello")]
    [InlineData("echo", "--json", "say", "--threads=3", "hello")]
    [InlineData("echo", "say", "--threads", "3", "hello", "--json")]
    public void Options_may_stand_before_or_after_arguments(params string[] arguments)
    {
        Assert.Equal(0, Say(arguments));
        JsonObject document = JsonNode.Parse(_command.Out)!.AsObject();
        Assert.Equal("hello", (string?)document["word"]);
        Assert.Equal(3, (int)document["threads"]!);
    }

    [Fact]
    public void Json_prints_one_document_and_nothing_else()
    {
        Assert.Equal(0, Say("echo", "say", "hello", "--json", "--format", "svg,PDF", "--seed", "18446744073709551615"));
        Assert.Equal(
            """
            {
              "word": "hello",
              "threads": 0,
              "seed": 18446744073709551615,
              "formats": ["svg", "pdf"],
              "files": []
            }

            """,
            _command.Out);
    }

    [Fact]
    public void Quiet_prints_nothing()
    {
        Assert.Equal(0, Say("echo", "say", "hello", "--quiet"));
        Assert.Equal("", _command.Out + _command.Error);
    }

    [Fact]
    public void Result_json_is_what_json_prints()
    {
        Assert.Equal(0, Say("echo", "say", "hello", "--json", "--out", "result"));
        Assert.Equal(_command.Out, File.ReadAllText(Path.Combine(_command.Folder, "result", "result.json")));
        Assert.Equal("hello", File.ReadAllText(Path.Combine(_command.Folder, "result", "word.txt")));
    }

    [Fact]
    public void A_folder_with_a_result_is_refused_without_force()
    {
        Assert.Equal(0, Say("echo", "say", "one", "--out", "result"));
        Assert.Equal(2, Say("echo", "say", "two", "--out", "result"));
        Assert.Contains("already holds a result (result.json)", _command.ErrorText, StringComparison.Ordinal);
        Assert.Contains("--force", _command.ErrorText, StringComparison.Ordinal);
        Assert.Equal("one", File.ReadAllText(Path.Combine(_command.Folder, "result", "word.txt")));
        Assert.Equal(0, Say("echo", "say", "two", "--out", "result", "--force"));
        Assert.Equal("two", File.ReadAllText(Path.Combine(_command.Folder, "result", "word.txt")));
    }

    [Fact]
    public void A_failed_run_leaves_no_folder()
    {
        Assert.Equal(2, Say("echo", "say", "input", "--out", "result"));
        Assert.False(Directory.Exists(Path.Combine(_command.Folder, "result")));
    }

    [Fact]
    public void Bad_input_ends_in_2_with_one_paragraph_per_problem()
    {
        Assert.Equal(2, Say("echo", "say", "input"));
        Assert.Equal("error: events.npy, column 'x', row 3: found NaN, but finite numbers are needed.\nerror: second problem.\n", _command.Error);
    }

    [Fact]
    public void A_failed_computation_ends_in_1()
    {
        Assert.Equal(1, Say("echo", "say", "computation"));
        Assert.Equal("error: the fit did not converge.\n", _command.Error);
    }

    [Fact]
    public void A_result_that_says_it_failed_is_still_written()
    {
        Assert.Equal(1, Say("echo", "say", "unconverged", "--json", "--out", "result"));
        Assert.Contains("\"converged\": false", _command.Out, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_command.Folder, "result", "result.json")));
    }

    [Fact]
    public void A_bug_is_reported_politely_and_its_trace_shown_with_debug_only()
    {
        Assert.Equal(1, Say("echo", "say", "bug"));
        Assert.Contains("internal error (InvalidOperationException): an invariant broke", _command.ErrorText, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", _command.Error, StringComparison.Ordinal);
        Assert.Equal(1, Say("echo", "say", "bug", "--debug"));
        Assert.Contains("   at ", _command.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Interruption_ends_in_130()
    {
        Assert.Equal(130, _command.Run([new EchoVerb()], new CancellationToken(canceled: true), "echo", "say", "wait"));
        Assert.Equal("error: interrupted.\n", _command.Error);
    }

    [Fact]
    public void Version_and_help_end_in_0()
    {
        Assert.Equal(0, Say("--version"));
        Assert.Matches(@"^pullback \d+\.\d+\.\d+\n$", _command.Out);
        Assert.Equal(0, Say());
        Assert.StartsWith("usage: pullback <noun> <verb>", _command.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_is_drawn_on_a_terminal_only()
    {
        Say("echo", "say", "hello");
        Assert.Equal("", _command.Error);
        using var terminal = new TestCommand { ErrorIsTerminal = true };
        terminal.Run([new EchoVerb()], CancellationToken.None, "echo", "say", "hello");
        Assert.Contains("saying ━━━━━━━━━━━━╌╌╌╌╌╌╌╌╌╌╌╌  50 %", terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_verb_of_the_program_has_an_example_that_parses()
    {
        foreach (Verb verb in VerbCatalogue.Discover())
        {
            string[] example = verb.Example.Split(' ');
            Assert.Equal(verb.Noun.Name, example[0]);
            Assert.Equal(verb.Name, example[1]);
            var tree = new CommandTree([verb]);
            Assert.Empty(UsageErrors.Describe(tree.Root.Parse(example), tree));
        }
    }
}
