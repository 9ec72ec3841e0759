namespace Pullback.Learning.Categories.Tiles;

/// <summary>What the kernel of a sigmoid model needs: for each variable its steepness over the temperature, then its cuts.</summary>
internal static class SigmoidConstants
{
    public static double[] Of(SigmoidValues values) =>
        [.. Enumerable.Range(0, values.Cuts.Length).SelectMany(v => values.Cuts[v].Prepend(values.Steepness[v]))];
}
