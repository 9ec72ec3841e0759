using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Pullback.Learning.Categories.Sidebands;
using Pullback.Learning.Observables;

namespace Pullback.Learning.Categories.Training;

/// <summary>Scales the continuum of every category to a mass window by a fit to the category's own sidebands, again and again while the categories are trained.</summary>
/// <remarks>The factors are constants of an update; all events of the sample are fitted, also those that a training keeps for validation. Reference: [GatoHep2026].</remarks>
public sealed class SidebandReweighting : CategoryReweighting
{
    private readonly CategoryModel _model;
    private readonly SidebandFit _fit;
    private readonly ReadOnlyMemory<double>[] _scores;
    private readonly double[] _masses;
    private readonly double[] _weights;

    /// <summary>Prepares the fits.</summary>
    /// <param name="model">The model of the categories.</param>
    /// <param name="data">The events.</param>
    /// <param name="masses">The mass of every event. Shape [set][event].</param>
    /// <param name="options">Range, window and method.</param>
    /// <param name="processes">The processes that are scaled; empty for all backgrounds.</param>
    /// <param name="updateEvery">The number of epochs between two fits.</param>
    /// <exception cref="ArgumentException">A process does not exist, there are no events, or a mass is missing or not finite.</exception>
    public SidebandReweighting(
        CategoryModel model, CategoryData data, IReadOnlyList<ReadOnlyMemory<double>> masses, SidebandOptions options, IReadOnlyList<string> processes, int updateEvery = 1)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(masses);
        ArgumentNullException.ThrowIfNull(processes);
        ArgumentOutOfRangeException.ThrowIfLessThan(updateEvery, 1);
        _model = model;
        _fit = new SidebandFit(options);
        Processes = processes.Count > 0 ? processes : data.Backgrounds;
        UpdateEvery = updateEvery;
        foreach (string unknown in Processes.Except(data.Processes, StringComparer.Ordinal))
            throw new ArgumentException($"'{unknown}' is to be scaled to the mass window, but is no process; there are {string.Join(", ", data.Processes)}.", nameof(processes));
        (EventSet Set, WeightColumn Column, int Index)[] nominal =
        [
            .. data.Sets.SelectMany((set, i) => set.Columns.Where(c => c.Side == VariationSide.Nominal && Processes.Contains(c.Process)).Select(column => (set, column, i))),
        ];
        foreach ((EventSet set, _, int i) in nominal)
        {
            if (masses[i].Length != set.Count) throw new ArgumentException($"'{set.Name}' has {set.Count} events, but {masses[i].Length} masses.", nameof(masses));
            int bad = masses[i].Span.IndexOfAnyExceptInRange(double.MinValue, double.MaxValue);
            if (bad >= 0) throw new ArgumentException($"'{set.Name}', event {bad}: the mass is {masses[i].Span[bad]}, but must be finite.", nameof(masses));
        }

        _scores = [.. nominal.Select(n => n.Set.Features)];
        _masses = [.. nominal.SelectMany(n => masses[n.Index].ToArray())];
        _weights = [.. nominal.SelectMany(n => n.Column.Weights.ToArray())];
    }

    /// <summary>Range, window and method.</summary>
    public SidebandOptions Options => _fit.Options;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Processes { get; }

    /// <inheritdoc/>
    public override int UpdateEvery { get; }

    /// <inheritdoc/>
    public override double[] Factors(ReadOnlySpan<double> parameters, double temperature, CancellationToken cancellation)
    {
        double[] shares = new double[_masses.Length * _model.Categories];
        int at = 0;
        foreach (ReadOnlyMemory<double> scores in _scores)
        {
            cancellation.ThrowIfCancellationRequested();
            int length = scores.Length / _model.Dimensions * _model.Categories;
            _model.Probabilities(parameters, scores.Span, temperature, shares.AsSpan(at, length));
            at += length;
        }

        return [.. _fit.FitShared(_masses, _weights, shares).Select(fit => fit.Factor)];
    }

    /// <inheritdoc/>
    public override double[] HardFactors(ReadOnlySpan<double> parameters, double temperature, CancellationToken cancellation) =>
        [.. HardFits(parameters, temperature, cancellation).Select(fit => fit.Factor)];

    /// <summary>The fits for categories that every event belongs to exactly one of.</summary>
    /// <param name="parameters">Shape [parameter].</param>
    /// <param name="temperature">The temperature.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Shape [category].</returns>
    public IReadOnlyList<SidebandFactor> HardFits(ReadOnlySpan<double> parameters, double temperature, CancellationToken cancellation = default) =>
        _fit.FitAssigned(_masses, _weights, Assigned(parameters, temperature, cancellation), _model.Categories);

    /// <summary>The mass spectra of the categories over the whole range, window included.</summary>
    /// <param name="parameters">Shape [parameter].</param>
    /// <param name="temperature">The temperature.</param>
    /// <param name="bins">The number of bins.</param>
    /// <returns>Sums of weights and of squared weights. Shape [category][bin].</returns>
    public (double[][] Contents, double[][] Squares) Spectra(ReadOnlySpan<double> parameters, double temperature, int bins)
    {
        int[] assigned = Assigned(parameters, temperature, default);
        double[][] contents = [.. Enumerable.Range(0, _model.Categories).Select(_ => new double[bins])];
        double[][] squares = [.. Enumerable.Range(0, _model.Categories).Select(_ => new double[bins])];
        ScoreRange range = Options.Range;
        for (int e = 0; e < assigned.Length; e++)
        {
            if (_masses[e] < range.Lower || _masses[e] > range.Upper) continue;
            int bin = Math.Min((int)((_masses[e] - range.Lower) / range.Width * bins), bins - 1);
            contents[assigned[e]][bin] += _weights[e];
            squares[assigned[e]][bin] += _weights[e] * _weights[e];
        }

        return (contents, squares);
    }

    /// <inheritdoc/>
    internal override void Identify(IncrementalHash hash)
    {
        base.Identify(hash);
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(Options));
        hash.AppendData(MemoryMarshal.AsBytes<double>(_masses));
    }

    private int[] Assigned(ReadOnlySpan<double> parameters, double temperature, CancellationToken cancellation)
    {
        int[] assigned = new int[_masses.Length];
        int at = 0;
        foreach (ReadOnlyMemory<double> scores in _scores)
        {
            cancellation.ThrowIfCancellationRequested();
            int[] part = _model.Assign(parameters, scores.Span, temperature);
            part.CopyTo(assigned, at);
            at += part.Length;
        }

        return assigned;
    }
}
