namespace Pullback.Learning.Categories;

/// <summary>Where the parameters of a sigmoid model lie in the flat vector, and its constants.</summary>
internal sealed class SigmoidLayout
{
    public SigmoidLayout(SigmoidOptions options)
    {
        int variables = options.Variables.Count;
        Bins = [.. options.Variables.Select(v => v.Bins)];
        Ranges = [.. options.Variables.Select(v => v.Range)];
        Steepness = [.. options.Variables.Select(v => v.Steepness ?? options.Steepness)];
        SteepnessUnit = [.. options.Variables.Select(v => options.RelativeSteepness ? 1.0 / v.Range.Width : 1.0)];
        TrainsSteepness = options.TrainSteepness;
        FirstCut = new int[variables];
        for (int v = 1; v < variables; v++) FirstCut[v] = FirstCut[v - 1] + Bins[v - 1] - 1;
        CutCount = Bins.Sum() - variables;
    }

    /// <summary>Shape [variable].</summary>
    public int[] Bins { get; }

    /// <summary>Shape [variable].</summary>
    public ScoreRange[] Ranges { get; }

    /// <summary>The steepness of the options. Shape [variable].</summary>
    public double[] Steepness { get; }

    /// <summary>What turns a steepness into one per unit of the score. Shape [variable].</summary>
    public double[] SteepnessUnit { get; }

    public bool TrainsSteepness { get; }

    /// <summary>The first cut parameter of each variable. Shape [variable].</summary>
    public int[] FirstCut { get; }

    /// <summary>The number of cuts of all variables; the first steepness follows them.</summary>
    public int CutCount { get; }
}
