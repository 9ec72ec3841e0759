using System.Globalization;
using System.Runtime.InteropServices;
using Pullback.Autodiff;
using Pullback.Benchmarks.Racing;
using Pullback.Learning.Estimators;
using Pullback.Learning.Layers;
using Pullback.Numerics.Random;

namespace Pullback.Benchmarks.Learning;

/// <summary>An estimator with weights and data, in files for a rival too.</summary>
internal sealed class EstimatorCase : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pullback-estimators-");

    /// <param name="name">The method's name, as the rival's script knows it.</param>
    /// <param name="definition">The shape of the estimator.</param>
    /// <param name="events">The number of events.</param>
    /// <param name="points">For evaluation the number of parameter points; 0 for one point to each event.</param>
    public EstimatorCase(string name, EstimatorDefinition definition, int events, int points = 0)
    {
        Name = name;
        Definition = definition;
        Events = events;
        Points = points;
        WeightList list = new EstimatorGraph(definition, ElementType.Float32).Weights;
        Weights = Normal(list.Length, 0, 0.15);
        X = Normal(events * definition.Observables, 1, 1.0);
        Theta = Normal((points == 0 ? events : points) * definition.Parameters, 2, 1.0);
        Labels = [.. Normal(events, 3, 1.0).Select(v => v > 0 ? 1f : 0f)];
        Ratio = [.. Normal(events, 4, 0.5).Select(MathF.Exp)];
        Score = Normal(events * definition.Parameters, 5, 1.0);
    }

    public string Name { get; }

    public EstimatorDefinition Definition { get; }

    public int Events { get; }

    public int Points { get; }

    public float[] Weights { get; }

    public float[] X { get; }

    public float[] Theta { get; }

    public float[] Labels { get; }

    public float[] Ratio { get; }

    public float[] Score { get; }

    /// <summary>Starts the rival on the first events.</summary>
    /// <param name="script">What the script is asked for.</param>
    /// <param name="events">How many events it sees.</param>
    /// <returns>The rival, or null where PyTorch is not installed.</returns>
    public Peer? StartRival(string script, int events)
    {
        Save("weights", Weights, Weights.Length);
        Save("x", X, events * Definition.Observables);
        Save("theta", Theta, (Points == 0 ? events : Points) * Definition.Parameters);
        Save("y", Labels, events);
        Save("r", Ratio, events);
        Save("t", Score, events * Definition.Parameters);
        string[] numbers = [.. new[] { Definition.Steps, events, Points, 1, 1 }.Select(n => n.ToString(CultureInfo.InvariantCulture))];
        return Peer.TryStart(
            "estimators.py",
            1,
            [_folder.FullName, script, .. new[] { Definition.Observables, Definition.Parameters }.Select(n => n.ToString(CultureInfo.InvariantCulture)), string.Join(',', Definition.Hidden), .. numbers]);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static float[] Normal(int count, ulong index, double deviation)
    {
        var stream = new RandomStream(1, "estimator race", index);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) values[i] = (float)stream.Normal(0.0, deviation);
        return values;
    }

    private void Save(string name, float[] values, int count) =>
        File.WriteAllBytes(Path.Combine(_folder.FullName, name), MemoryMarshal.AsBytes(values.AsSpan(0, count)).ToArray());
}
