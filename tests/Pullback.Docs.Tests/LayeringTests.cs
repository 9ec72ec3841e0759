using System.Xml.Linq;

namespace Pullback.Docs.Tests;

public sealed class LayeringTests
{
    /// <summary>The order of dependency: a project may refer to those before it.</summary>
    private static readonly string[] Order =
    [
        "Pullback.Numerics", "Pullback.Autodiff", "Pullback.Statistics", "Pullback.HistFactory", "Pullback.Amplitudes", "Pullback.Data",
        "Pullback.Learning", "Pullback.Cluster", "Pullback.Plotting", "Pullback.Cli",
    ];

    public static TheoryData<string> Projects => [.. Repository.TrackedFiles.Where(file => file.StartsWith("src/", StringComparison.Ordinal) && file.EndsWith(".csproj", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void References_point_down_only(string project)
    {
        int own = Array.IndexOf(Order, Path.GetFileNameWithoutExtension(project));
        Assert.True(own >= 0, $"{project} has no place in the order of dependency.");
        foreach (string reference in ReferencesOf(project))
        {
            int other = Array.IndexOf(Order, reference);
            Assert.True(other >= 0 && other < own, $"{project} refers to {reference}, which is not below it.");
        }
    }

    [Theory]
    [InlineData("src/Pullback.HistFactory/Pullback.HistFactory.csproj")]
    [InlineData("src/Pullback.Amplitudes/Pullback.Amplitudes.csproj")]
    [InlineData("src/Pullback.Statistics/Pullback.Statistics.csproj")]
    public void Models_know_nothing_of_learning(string project)
    {
        if (Repository.TrackedFiles.Contains(project))
            Assert.DoesNotContain("Pullback.Learning", ReferencesOf(project));
    }

    [Fact]
    public void Every_source_project_has_its_tests_and_is_in_the_solution()
    {
        string solution = Repository.Read("Pullback.slnx");
        foreach (string project in Repository.TrackedFiles.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal)))
            Assert.Contains($"\"{project}\"", solution, StringComparison.Ordinal);
        foreach (string name in Projects.Select(project => Path.GetFileNameWithoutExtension(project.Data)))
            Assert.Contains($"tests/{name}.Tests/{name}.Tests.csproj", Repository.TrackedFiles);
    }

    [Fact]
    public void Package_versions_are_central()
    {
        foreach (string project in Repository.TrackedFiles.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal)))
        {
            XElement root = XElement.Parse(Repository.Read(project));
            Assert.All(root.Descendants("PackageReference"), reference => Assert.Null(reference.Attribute("Version")));
        }
    }

    private static string[] ReferencesOf(string project) =>
        [.. XElement.Parse(Repository.Read(project)).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(((string)reference.Attribute("Include")!).Replace('\\', '/')))];
}
