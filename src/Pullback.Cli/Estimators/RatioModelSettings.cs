using Pullback.Cli.Configuration;
using Pullback.Learning.Estimators;
using Pullback.Learning.Estimators.Events;
using Pullback.Learning.Estimators.Morphing;

namespace Pullback.Cli.Estimators;

/// <summary>The keys <c>model</c>, <c>setup</c> and <c>optimize_basis</c> of a network: how a ratio depends on the parameters.</summary>
internal static class RatioModelSettings
{
    private const int Trials = 1000;
    private static readonly string[] Names = ["none", "morphing", "quadratic"];

    /// <summary>Reads the keys, and the morphing from the event file that they name.</summary>
    /// <param name="network">The section.</param>
    /// <param name="folder">What paths are relative to.</param>
    /// <param name="seed">The seed of the call.</param>
    /// <param name="threads">The threads of the call.</param>
    /// <returns>The model, or null for none.</returns>
    public static RatioModel? Read(ConfigurationSection network, string folder, ulong seed, int threads)
    {
        string name = network.Choice("model", "none", Names);
        if (name == "quadratic") return RatioModel.Quadratic;
        if (name == "none") return null;
        string path = network.RequiredText("setup", "the event file (HDF5) whose morphing the ratio follows");
        if (path.Length == 0) return null;
        bool optimize = network.Flag("optimize_basis", false);
        try
        {
            using MadMinerFile file = MadMinerFile.Open(Path.Combine(folder, path));
            if (file.Setup.Morphing is { } basis) return RatioModel.Of(optimize ? Optimized(file.Setup, basis, seed, threads) : basis);
            network.Fail("setup", $"'{path}' has no morphing. Set one up in MadMiner, or leave 'model' out.");
        }
        catch (Exception problem) when (problem is IOException or InvalidDataException or UnauthorizedAccessException or InvalidOperationException or ArgumentException)
        {
            network.Fail("setup", problem.Message);
        }

        return null;
    }

    private static MorphingBasis Optimized(MadMinerSetup setup, MorphingBasis basis, ulong seed, int threads) => MorphingOptimizer.Optimize(
        basis.Components,
        [.. setup.Parameters.Select(p => (p.Low, p.High))],
        options: new MorphingOptimizationOptions { Trials = Trials, TestPoints = Trials, Seed = seed, Threads = threads }).Basis;
}
