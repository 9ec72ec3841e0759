using System.Globalization;
using Pullback.Benchmarks.Racing;

namespace Pullback.Benchmarks.Learning;

/// <summary>The same epoch in PyTorch, written in several ways, in both precisions, on as many threads; its loss and gradient must be ours.</summary>
internal sealed class CategoryRivals : IDisposable
{
    private const double Required = 10.0;
    private static readonly string[] _ways = ["rows", "columns", "products"];
    private static readonly (string Type, double Tolerance)[] _types = [("float64", 1e-9), ("float32", 1e-4)];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pullback-categories-");
    private readonly List<Rival> _rivals = [];

    private CategoryRivals(CategorySample sample, IReadOnlyList<int> threads)
    {
        sample.Save(_folder.FullName);
        for (int t = 0; t < threads.Count; t++)
        {
            foreach ((string type, double tolerance) in _types)
            {
                foreach (string way in _ways)
                {
                    if (Start(sample, way, type, threads[t]) is { } peer) _rivals.Add(new Rival(peer, way, type, tolerance, t, threads[t]));
                }
            }
        }
    }

    /// <summary>Starts the rivals; null where PyTorch is not installed.</summary>
    public static CategoryRivals? Start(TextWriter writer, CategorySample sample, IReadOnlyList<int> threads)
    {
        var rivals = new CategoryRivals(sample, threads);
        if (rivals._rivals.Count > 0) return rivals;
        rivals.Dispose();
        writer.WriteLine("skipped: PyTorch is not installed (Debian: apt-get install python3-torch)");
        return null;
    }

    /// <summary>Enters them into a race.</summary>
    public void Enter(Race race)
    {
        foreach (Rival rival in _rivals) race.AddTimed(rival.Title, rival.Peer.Sample);
    }

    /// <summary>Writes the ratios and compares the answers.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="answer">Our loss and gradient.</param>
    /// <param name="results">The results of the race.</param>
    /// <param name="ours">The results of the closed form, for each number of threads.</param>
    /// <returns>Whether all answers agree.</returns>
    public bool Report(TextWriter writer, double[] answer, IReadOnlyList<RaceResult> results, IReadOnlyList<RaceResult> ours)
    {
        bool agrees = true;
        writer.WriteLine("| rival | ratio of medians | ratio of bests | required of bests | met | largest difference |\n|---|---|---|---|---|---|");
        foreach (Rival rival in _rivals)
        {
            RaceResult own = ours[rival.Place];
            RaceResult result = results.Single(r => r.Name == rival.Title);
            double difference = Difference(answer, [.. rival.Peer.Ask("answer").Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture))]);
            bool same = difference <= rival.Tolerance;
            agrees &= same;
            double best = result.Best / own.Best;
            writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {rival.Title} | {result.Median / own.Median:F2} | {best:F2} | {Required:F0} | {(best >= Required ? "yes" : "no")} | {difference:0.0e+0}{(same ? "" : " DIFFERS")} |"));
        }

        writer.WriteLine();
        return agrees;
    }

    public void Dispose()
    {
        foreach (Rival rival in _rivals) rival.Peer.Dispose();
        _folder.Delete(recursive: true);
    }

    // Of the loss relative to itself, of the gradient relative to its largest component.
    private static double Difference(double[] ours, double[] theirs)
    {
        if (theirs.Length != ours.Length) return double.PositiveInfinity;
        double largest = ours.Skip(1).Max(Math.Abs);
        double loss = Math.Abs((theirs[0] - ours[0]) / ours[0]);
        double gradient = ours.Zip(theirs, (a, b) => Math.Abs(a - b)).Skip(1).Max() / largest;
        return double.IsFinite(loss + gradient) ? Math.Max(loss, gradient) : double.PositiveInfinity;
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private Peer? Start(CategorySample sample, string way, string type, int threads) => Peer.TryStart(
        "categories.py",
        threads,
        _folder.FullName,
        way,
        type,
        Text(sample.Events),
        Text(sample.EventsEach),
        Text(sample.Dimensions),
        Text(CategorySample.Categories),
        Text(CategorySample.Temperature),
        Text(sample.Model.Layout.Sigma0),
        Text(sample.Model.Layout.Damping),
        Text(threads));

    private sealed record Rival(Peer Peer, string Way, string Type, double Tolerance, int Place, int Threads)
    {
        public string Title { get; } = string.Create(CultureInfo.InvariantCulture, $"{Peer.Name}, {Way}, {Type}, {Threads} {(Threads == 1 ? "thread" : "threads")}");
    }
}
