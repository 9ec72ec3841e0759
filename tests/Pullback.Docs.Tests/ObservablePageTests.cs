using Pullback.Cli.Observables;

namespace Pullback.Docs.Tests;

public sealed class ObservablePageTests
{
    [Fact]
    public void The_page_on_training_names_every_activation_initializer_and_objective()
    {
        string page = Repository.Read("docs/how-to/train-an-observable.md");
        foreach (string name in NetworkSection.Activations.Concat(NetworkSection.Initializers).Concat(ObjectiveSection.Names))
            Assert.Contains($"`{name}`", page, StringComparison.Ordinal);
    }
}
