namespace Pullback.Cli.Tests.Workspaces;

/// <summary>Wrong workspaces and options: every problem in a paragraph of its own that names the file, exit code 2.</summary>
public sealed class WorkspaceErrorTests : IDisposable
{
    private readonly WorkspaceCommand _command = new();

    public void Dispose() => _command.Dispose();

    [Fact]
    public void A_missing_file_is_named() => _command.Refused(["fit", "two-bins.json"], "two-bins.json: no such file");

    [Fact]
    public void A_truncated_file_says_where_it_ends()
    {
        string text = File.ReadAllText(_command.PathOf("two-bin.json"));
        _command.Write("truncated.json", text[..(text.Length / 2)]);
        _command.Refused(["fit", "truncated.json"], "truncated.json, line ", "the text ends too early");
    }

    [Fact]
    public void Nan_is_named_where_it_stands()
    {
        _command.Edit("two-bin.json", "nan.json", "[51.0, 48.0]", "[NaN, 48.0]");
        _command.Refused(["limit", "nan.json"], "nan.json, line 12, column", "found NaN, but HistFactory needs finite numbers");
    }

    [Fact]
    public void Every_problem_is_a_paragraph()
    {
        _command.Edit("two-bin.json", "wrong.json", "\"normfactor\"", "\"normfaktor\"");
        _command.Edit("wrong.json", "wrong.json", "[51.0, 48.0]", "[51.0]");
        _command.Refused(["cls", "wrong.json", "--poi", "1"], "error: wrong.json: channel 'singlechannel', sample 'signal'", "The nearest is 'normfactor'", "the observation has 1 bin");
        Assert.Equal(2, _command.ErrorCount);
    }

    [Fact]
    public void A_negative_factor_is_a_problem_of_the_model()
    {
        _command.Edit("shapes.json", "factor.json", "{\"hi\": 1.12, \"lo\": 0.9}", "{\"hi\": 1.12, \"lo\": -0.9}");
        _command.Refused(["fit", "factor.json"], "factor.json: channel 'signal_region', sample 'diboson', modifier 'diboson_xsec' (normsys)");
    }

    [Fact]
    public void A_measurement_without_parameter_of_interest_cannot_be_tested()
    {
        _command.Edit("two-bin.json", "no-poi.json", "\"poi\": \"mu\"", "\"poi\": \"\"");
        foreach (string[] verb in (string[][])[["cls", "no-poi.json", "--poi", "1"], ["limit", "no-poi.json"], ["significance", "no-poi.json"], ["ranking", "no-poi.json"]])
            _command.Refused(verb, "no-poi.json: ", "parameter of interest");
        Assert.Equal(0, _command.Run("fit", "no-poi.json"));
        Assert.Equal(0, _command.Run("limit", "no-poi.json", "--poi-name", "mu"));
        _command.Refused(["cls", "background.json", "--poi", "1"], "background.json: The parameter of interest 'mu' is not a parameter of the model");
    }

    [Theory]
    [InlineData("fit two-bin.json --fix muu=1", "--fix: there is no parameter 'muu'. Did you mean 'mu'? The parameters are mu, uncorr_bkguncrt[0...1].")]
    [InlineData("fit two-bin.json --fix mu", "--fix: found 'mu', but name=value is needed.")]
    [InlineData("fit two-bin.json --fix mu=x", "--fix: found 'x' in 'mu=x', but a finite number is needed.")]
    [InlineData("fit two-bin.json --bounds mu=2,1", "the lower bound must be below the upper one")]
    [InlineData("fit two-bin.json --fix uncorr_bkguncrt[2]=1", "'uncorr_bkguncrt' has the components uncorr_bkguncrt[0...1]")]
    [InlineData("fit two-bin.json --minos gamma", "--minos: there is no parameter 'gamma'.")]
    [InlineData("fit two-bin.json --measurement measuremnt", "--measurement: two-bin.json has no measurement 'measuremnt'. Did you mean 'measurement'?")]
    [InlineData("fit two-bin.json --interpolation histosys=code4", "the codes of this type are code0, code2, code4p")]
    [InlineData("fit two-bin.json --data asimv", "--data: found 'asimv', but allowed are observed, asimov. Did you mean 'asimov'?")]
    [InlineData("cls two-bin.json", "--poi: the tested value of the parameter of interest is missing")]
    [InlineData("cls two-bin.json --poi NaN", "--poi: found 'NaN', but a finite number is needed.")]
    [InlineData("cls two-bin.json --poi 1 --test-statistic qmutild", "allowed are qmutilde, qmu, q0. Did you mean 'qmutilde'?")]
    [InlineData("limit two-bin.json --level 95", "--level: found '95', but a number between 0 and 1 is needed.")]
    [InlineData("limit background.json --patchset signals.json --patches heavy_500_light_10", "signals.json: there is no patch 'heavy_500_light_10'. Did you mean 'heavy_500_light_100'?")]
    [InlineData("limit two-bin.json --patchset signals.json", "digest")]
    [InlineData("limit two-bin.json --patches x", "Give it with --patchset")]
    [InlineData("scan two-bin.json --parameter mu --range 2,1,5", "--range: found '2,1,5', but a,b,n is needed")]
    [InlineData("scan two-bin.json --parameter mu", "--range: it is given 0 times for 1 parameters")]
    [InlineData("scan two-bin.json", "--parameter: it is given 0 times")]
    [InlineData("scan two-bin.json --parameter uncorr_bkguncrt --range 0,1,2", "'uncorr_bkguncrt' has 2 components, but one parameter is needed")]
    [InlineData("evaluate two-bin.json --at two-bin.json", "two-bin.json: there is no parameter 'version'.")]
    [InlineData("evaluate two-bin.json --patch none.json", "none.json: no such file")]
    [InlineData("evaluate two-bin.json --patch two-bin.json", "two-bin.json: JSON patch: ")]
    public void Wrong_options_say_what_is_allowed(string arguments, string mentioned) => _command.Refused(arguments.Split(' '), mentioned);

    [Fact]
    public void Points_with_unknown_names_or_lengths_list_every_problem()
    {
        _command.Write("point.json", """{"muu": 1, "uncorr_bkguncrt": [1, 1, 1], "mu": "one"}""");
        _command.Refused(["evaluate", "two-bin.json", "--at", "point.json"],
            "point.json: there is no parameter 'muu'. Did you mean 'mu'?", "'uncorr_bkguncrt' has 2 components, but the list has 3", "the value of 'mu' is \"one\"");
        Assert.Equal(3, _command.ErrorCount);
    }

    [Fact]
    public void A_result_is_not_overwritten_without_force()
    {
        Assert.Equal(0, _command.Run("cls", "two-bin.json", "--poi", "1", "--out", "result"));
        _command.Refused(["cls", "two-bin.json", "--poi", "2", "--out", "result"], "--out", "--force");
        Assert.Equal(0, _command.Run("cls", "two-bin.json", "--poi", "2", "--out", "result", "--force"));
    }
}
