namespace Pullback.Benchmarks.Racing;

/// <summary>Seconds per call of one candidate.</summary>
internal sealed record RaceResult(string Name, double Median, double Best)
{
    /// <summary>From the rounds' times.</summary>
    public static RaceResult From(string name, double[] seconds)
    {
        double[] sorted = [.. seconds.Order()];
        return new RaceResult(name, sorted[sorted.Length / 2], sorted[0]);
    }
}
