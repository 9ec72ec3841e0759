using System.CommandLine;
using Pullback.Cli.CommandLine;
using Pullback.Cli.Output;
using Pullback.Cli.Workspaces;
using Pullback.HistFactory.Json;

namespace Pullback.Cli.Verbs;

/// <summary><c>pullback workspace digest</c>.</summary>
internal sealed class WorkspaceDigest : Verb
{
    private readonly Argument<string> _file = new("WS") { Description = "The workspace, or any other JSON file." };
    private readonly Option<IReadOnlyList<DigestAlgorithm>> _algorithm = OptionValues.Choices("--algorithm", "LIST", "sha256, md5, or both separated by a comma (default: sha256).", [DigestAlgorithm.Sha256]);

    public override Noun Noun => WorkspaceNoun.Noun;

    public override string Name => "digest";

    public override string Summary => "Computes the digest of a workspace as pyhf does; layout and the order of names do not matter.";

    public override string Example => "workspace digest samples/workspaces/background.json --algorithm sha256,md5";

    public override IReadOnlyList<Argument> Arguments => [_file];

    public override IReadOnlyList<Option> Options => [_algorithm];

    public override VerbResult Run(VerbContext context)
    {
        JsonTree tree = WorkspaceFile.Read(context.Host, context.Get(_file)!);
        var document = new JsonFields();
        foreach (DigestAlgorithm algorithm in context.Get(_algorithm)!)
        {
            string name = algorithm.ToString().ToLowerInvariant();
            string digest = algorithm == DigestAlgorithm.Md5 ? JsonDigest.Md5(tree) : JsonDigest.Sha256(tree);
            document.Add(name, digest);
            context.Out.WriteLine($"{name}:{digest}");
        }

        return new VerbResult(document, context.OpenFolder());
    }
}
