using System.Text.Json;
using Pullback.Amplitudes.Models;

namespace Pullback.Amplitudes.Tests.Models;

/// <summary>|A|² of single events against the original program.</summary>
public sealed class EventAmplitudeTests
{
    public static TheoryData<string> Models => [.. ReferenceModel.Names];

    [Theory]
    [MemberData(nameof(Models))]
    public void ChainsAreThoseOfTheReference(string name)
    {
        AmplitudeModel model = ReferenceModel.Load(name);
        Assert.Equal(ReferenceModel.Entry(name).GetProperty("chains").EnumerateArray().Select(c => c.GetString()), model.Chains.Select(c => c.Name));
        Assert.Equal(ReferenceModel.Entry(name).GetProperty("trainable").EnumerateArray().Select(c => c.GetString()), model.Parameters.Free);
        Assert.Equal(ReferenceModel.Entry(name).GetProperty("params").EnumerateObject().Select(c => c.Name), model.Parameters.Names);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void EachChainIsThatOfTheReference(string name)
    {
        AmplitudeModel model = ReferenceModel.Load(name);
        (_, double[][] chains) = AmplitudeEvaluator.Evaluate(model, ReferenceModel.Events(name, model), 1);
        JsonElement partial = ReferenceModel.Entry(name).GetProperty("partial_amp2");
        for (int c = 0; c < chains.Length; c++) Near(partial.GetProperty(model.Chains[c].Name), chains[c], 1e-10);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void TheWholeIsThatOfTheReference(string name)
    {
        AmplitudeModel model = ReferenceModel.Load(name);
        (double[] total, _) = AmplitudeEvaluator.Evaluate(model, ReferenceModel.Events(name, model), 1);

        // The reference takes the angle of an alignment by boosts from its cosine, which costs it half of the digits.
        bool boosts = model.Data.WithBoosts && model.Finals.Any(f => f.Quantum.Spin.Doubled > 0);
        Near(ReferenceModel.Entry(name).GetProperty("amp2"), total, boosts ? 1e-7 : 1e-10);
    }

    private static void Near(JsonElement expected, double[] found, double tolerance)
    {
        Assert.Equal(expected.GetArrayLength(), found.Length);
        for (int e = 0; e < found.Length; e++) Assert.Equal(expected[e].GetDouble(), found[e], Math.Abs(expected[e].GetDouble()) * tolerance);
    }
}
