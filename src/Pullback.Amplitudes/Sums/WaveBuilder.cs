using System.Numerics;
using Pullback.Amplitudes.Configuration;
using Pullback.Amplitudes.Kinematics;
using Pullback.Amplitudes.Models;

namespace Pullback.Amplitudes.Sums;

/// <summary>Computes what no free parameter moves for blocks of events.</summary>
/// <remarks>One object serves one thread.</remarks>
internal sealed class WaveBuilder : IDisposable
{
    private readonly BasisLayout _layout;
    private readonly WaveCalculator _calculator;
    private readonly EventFunctions _fixed;
    private readonly int[] _fixedShapes;
    private readonly int[] _rationalShapes;
    private readonly int[][] _targets;
    private readonly int[][] _chainShapes;
    private readonly Complex[] _waves;

    public WaveBuilder(BasisLayout layout)
    {
        _layout = layout;
        ModelGraph graph = layout.Graph;
        _calculator = new WaveCalculator(layout.Model.Structure);
        _fixedShapes = [.. Enumerable.Range(0, graph.Shapes.Count).Where(s => !graph.Shapes[s].IsFloating)];
        _rationalShapes = [.. Enumerable.Range(0, graph.Shapes.Count).Where(s => graph.Shapes[s].Rational is not null)];
        _fixed = new EventFunctions(graph, [.. _fixedShapes.SelectMany(s => new[] { graph.Shapes[s].Amplitude.Re, graph.Shapes[s].Amplitude.Im }), .. _rationalShapes.SelectMany(s => new[] { graph.Shapes[s].Rational!.S, graph.Shapes[s].Rational!.H })]);
        _targets = [.. layout.Ways.Select(w => w.Helicities(layout.Model.Structure, layout.Model.Top.Spins.Count))];
        _chainShapes = [.. layout.Model.Structure.Chains.Select(c => layout.Shapes(c).ToArray())];
        _waves = new Complex[layout.Model.Structure.Waves * layout.Model.Structure.Helicities];
    }

    /// <summary>Computes the waves of some events.</summary>
    /// <param name="events">The sample.</param>
    /// <param name="first">The number of the first event.</param>
    /// <param name="count">How many.</param>
    /// <param name="basis">Receives the amplitudes, shape [event, basis wave, helicity].</param>
    /// <param name="rational">Receives s and h of the rational floating shapes, shape [floating][s or h][event]; null for others.</param>
    /// <returns>The masses, shape [way][group][event].</returns>
    public double[][][] Compute(AmplitudeEvents events, int first, int count, Complex[] basis, out (double[] S, double[] H)?[] rational)
    {
        ModelGraph graph = _layout.Graph;
        AmplitudeModel model = _layout.Model;
        int width = model.Structure.Helicities, groups = 1 << model.Finals.Count, waves = _layout.Basis.Count;
        int[] inputs = [.. graph.Masses.Keys, .. graph.Columns.Select(c => c.Group)];
        double[][][] masses = [.. _layout.Ways.Select(_ => new double[groups][])];
        foreach (double[][] way in masses)
        {
            foreach (int group in inputs) way[group] = new double[count];
        }

        Span<FourMomentum> momenta = stackalloc FourMomentum[model.Finals.Count];
        var all = new Complex[_layout.Ways.Count][];
        for (int way = 0; way < _layout.Ways.Count; way++)
        {
            all[way] = new Complex[count * _waves.Length];
            for (int e = 0; e < count; e++)
            {
                bool negative = events.Charges is { } charges && charges[first + e] < 0;
                Arrange(events[first + e], _layout.Ways[way], negative && model.Data.ReversesMomenta, momenta);
                _calculator.Compute(momenta, negative && !model.Data.ReversesMomenta, all[way].AsSpan(e * _waves.Length, _waves.Length));
                foreach (int group in inputs) masses[way][group][e] = _calculator.Masses[group];
            }
        }

        Array.Clear(basis, 0, count * waves * width);
        rational = new (double[] S, double[] H)?[_layout.Floating.Count];
        for (int way = 0; way < _layout.Ways.Count; way++)
        {
            double[][] shapes = _fixed.Evaluate(masses[way], count, model.Parameters.Value);
            for (int f = 0; f < _layout.Floating.Count; f++)
            {
                int at = Array.IndexOf(_rationalShapes, _layout.Floating[f].Shape);
                if (_layout.Floating[f].Way == way && at >= 0) rational[f] = (shapes[(2 * _fixedShapes.Length) + (2 * at)], shapes[(2 * _fixedShapes.Length) + (2 * at) + 1]);
            }

            Fold(way, count, shapes, all[way], basis);
        }

        for (int i = 0; i < count * waves * width; i++)
        {
            if (!double.IsFinite(basis[i].Real) || !double.IsFinite(basis[i].Imaginary)) throw NotPhysical(events, first, i / (waves * width), i / width % waves);
        }

        return masses;
    }

    public void Dispose() => _fixed.Dispose();

    private void Arrange(ReadOnlySpan<FourMomentum> momenta, ExchangedEvent way, bool reverses, Span<FourMomentum> target)
    {
        FourMomentum sum = default;
        for (int f = 0; f < target.Length; f++)
        {
            FourMomentum p = momenta[way.Order[f]];
            if (way.ReversesMomenta ^ reverses) p = new FourMomentum(p.E, -p.X, -p.Y, -p.Z);
            target[f] = p;
            sum += p;
        }

        if (!_layout.Model.Data.CentersMass) return;
        for (int f = 0; f < target.Length; f++) target[f] = target[f].InRestFrameOf(sum);
    }

    private void Fold(int way, int count, double[][] shapes, Complex[] waves, Complex[] basis)
    {
        int width = _layout.Model.Structure.Helicities, stored = _layout.Basis.Count;
        int[] target = _targets[way];
        double sign = _layout.Ways[way].Sign;
        for (int b = 0; b < stored; b++)
        {
            BasisWave wave = _layout.Basis[b];
            if (wave.Group != 0 && wave.Way != way) continue;
            int[] fixedShapes = [.. _chainShapes[wave.Chain].Select(s => Array.IndexOf(_fixedShapes, s)).Where(s => s >= 0)];
            for (int e = 0; e < count; e++)
            {
                Complex factor = sign;
                foreach (int s in fixedShapes) factor *= new Complex(shapes[2 * s][e], shapes[(2 * s) + 1][e]);
                int from = (e * _waves.Length) + (wave.Wave * width), to = ((e * stored) + b) * width;
                for (int h = 0; h < width; h++) basis[to + target[h]] += factor * waves[from + h];
            }
        }
    }

    private AmplitudeConfigurationException NotPhysical(AmplitudeEvents events, int first, int index, int basis)
    {
        ReadOnlySpan<FourMomentum> momenta = events[first + index];
        var shown = new List<string>();
        for (int f = 0; f < momenta.Length; f++) shown.Add(FormattableString.Invariant($"{_layout.Model.Finals[f].Name} (E {momenta[f].E:G6}, p {momenta[f].X:G6} {momenta[f].Y:G6} {momenta[f].Z:G6})"));
        return new AmplitudeConfigurationException(FormattableString.Invariant(
            $"event {first + index + 1}: the amplitude of the chain {_layout.Model.Chains[_layout.Basis[basis].Chain].Name} does not exist there. Its momenta, in GeV, are {string.Join(", ", shown)}: check that they are finite, with energies above their momenta, and that no pair lies below its threshold."));
    }
}
