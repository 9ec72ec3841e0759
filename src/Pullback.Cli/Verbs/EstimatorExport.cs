using System.CommandLine;
using Pullback.Cli.CommandLine;
using Pullback.Cli.Errors;
using Pullback.Cli.Estimators;
using Pullback.Cli.Output;
using Pullback.Learning.Estimators;
using Pullback.Learning.Estimators.MadMiner;

namespace Pullback.Cli.Verbs;

/// <summary><c>pullback estimator export</c>.</summary>
internal sealed class EstimatorExport : Verb
{
    private static readonly string[] Forms = ["madminer", "onnx", "pullback"];
    private readonly Argument<string> _model = new("MODEL") { Description = EstimatorNoun.Model };
    private readonly Option<string> _to = new("--to") { HelpName = "PATH", Description = "The file; for MadMiner the path that its files begin with, or the folder of an ensemble.", Required = true };
    private readonly Option<string> _as = new Option<string>("--as") { HelpName = "FORM", Description = "madminer, onnx or pullback.", Required = true }.AcceptOnlyFromAmong(Forms);
    private readonly NuisanceOptions _parameters = new();

    public override Noun Noun => EstimatorNoun.Noun;

    public override string Name => "export";

    public override string Summary => "Writes an estimator or ensemble for MadMiner, as an ONNX network, or as one file of Pullback.";

    public override string Example => "estimator export run/model.pullback --as madminer --to models/alices";

    public override string Details => """
        madminer   PREFIX_settings.json, PREFIX_state_dict.pt, npy scalings; an ensemble as a folder. Weights in single precision. For ratios of two points and
                   densities, whose parameters MadMiner forgets to scale, the scaling goes into the weights.
        onnx       ratios and scores with their scaling: inputs x, theta (theta0, theta1), output log_likelihood_ratio or score, single precision
        pullback   one file with all members, double precision
        --information and --interest go into the file, so that 'estimator score --nuisance profile' and MadMiner find them.
        keys of the document: as, estimators, written
        """;

    public override IReadOnlyList<Argument> Arguments => [_model];

    public override IReadOnlyList<Option> Options => [_to, _as, .. _parameters.All];

    public override VerbResult Run(VerbContext context)
    {
        EstimatorEnsemble model = _parameters.Apply(context, EstimatorInput.Model(context, context.Get(_model)!));
        string form = context.Get(_as)!;
        string shown = context.Get(_to)!;
        string path = context.Host.Resolve(shown);
        if (form != "madminer" && Directory.Exists(path)) throw new InputException($"--to {shown}: this is a folder, but a file is needed. Name a file in it.");
        if (form != "madminer" && File.Exists(path) && !context.Force) throw new InputException($"--to {shown}: the file exists. Choose another name, or overwrite it with --force.");
        OutputFolder? folder = context.OpenFolder();
        IReadOnlyList<string> written;
        try
        {
            written = Write(context, model, form, path);
        }
        catch (Exception problem) when (problem is NotSupportedException or IOException)
        {
            throw new InputException($"--to {shown}: {problem.Message}{(problem.Message.Contains("exists already", StringComparison.Ordinal) ? " --force replaces it." : "")}", problem);
        }

        foreach (string file in written) context.Out.WriteLine($"written {Path.GetRelativePath(context.Host.WorkingDirectory, file)}");
        return new VerbResult(new JsonFields().Add("as", form).Add("estimators", model.Members.Count).Add("written", written), folder);
    }

    private static IReadOnlyList<string> Write(VerbContext context, EstimatorEnsemble model, string form, string path)
    {
        if (form != "madminer") Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        switch (form)
        {
            case "madminer":
                return model.Members.Count == 1 ? MadMinerWriter.Write(path, model.Members[0], context.Force) : MadMinerWriter.WriteEnsemble(path, model, context.Force);
            case "pullback":
                EstimatorFile.Write(path, model);
                return [path];
            default:
                if (model.Members.Count > 1) throw new InputException($"An ONNX file holds one network, but the ensemble has {model.Members.Count}. Write its members one by one.");
                EstimatorOnnx.Write(path, model.Members[0]);
                return [path];
        }
    }
}
