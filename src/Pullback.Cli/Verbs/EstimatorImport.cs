using System.CommandLine;
using Pullback.Cli.CommandLine;
using Pullback.Cli.Errors;
using Pullback.Cli.Output;
using Pullback.Learning.Estimators;

namespace Pullback.Cli.Verbs;

/// <summary><c>pullback estimator import</c>.</summary>
internal sealed class EstimatorImport : Verb
{
    private static readonly string[] Kinds = ["ratio", "double-ratio", "score"];
    private readonly Argument<string> _network = new("NETWORK") { Description = "An ONNX file with a multilayer perceptron, from PyTorch, Keras, scikit-learn or another program." };
    private readonly Option<string> _kind = new Option<string>("--kind") { HelpName = "KIND", Description = "What its output is: ratio (ln r), double-ratio, or score.", Required = true }.AcceptOnlyFromAmong(Kinds);
    private readonly Option<int> _parameters = new("--parameters") { HelpName = "N", Description = "The number of parameters; of ratios the first inputs, of double ratios theta0 and then theta1.", Required = true };
    private readonly Option<string> _to = new("--to") { HelpName = "FILE", Description = "The file of Pullback; an existing one is kept unless --force is given.", Required = true };

    public override Noun Noun => EstimatorNoun.Noun;

    public override string Name => "import";

    public override string Summary => "Takes a network of another program as an estimator.";

    public override string Example => "estimator import network.onnx --kind ratio --parameters 2 --to model.pullback";

    public override string Details => "keys of the document: kind, observables, parameters, hidden, written";

    public override IReadOnlyList<Argument> Arguments => [_network];

    public override IReadOnlyList<Option> Options => [_kind, _parameters, _to];

    public override VerbResult Run(VerbContext context)
    {
        int parameters = context.Get(_parameters);
        if (parameters < 1) throw new InputException($"--parameters {parameters}: there must be at least one.");
        string shown = context.Get(_to)!;
        string path = context.Host.Resolve(shown);
        if (Directory.Exists(path)) throw new InputException($"--to {shown}: this is a folder, but a file is needed. Name a file in it.");
        if (File.Exists(path) && !context.Force) throw new InputException($"--to {shown}: the file exists. Choose another name, or overwrite it with --force.");
        Estimator estimator = EstimatorOnnx.Read(context.Host.Resolve(context.Get(_network)!), (EstimatorKind)Array.IndexOf(Kinds, context.Get(_kind)!), parameters);
        OutputFolder? folder = context.OpenFolder();
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        EstimatorFile.Write(path, new EstimatorEnsemble([estimator]));
        context.Out.WriteLine($"written {shown}");
        EstimatorDefinition definition = estimator.Definition;
        return new VerbResult(
            new JsonFields().Add("kind", definition.Kind.ToString()).Add("observables", definition.Observables).Add("parameters", definition.Parameters).Add("hidden", definition.Hidden.Select(h => (double)h).ToArray()).Add("written", shown),
            folder);
    }
}
