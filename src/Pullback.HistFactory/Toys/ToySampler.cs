using Pullback.HistFactory.Likelihoods;
using Pullback.HistFactory.Models;
using Pullback.HistFactory.Modifiers;
using Pullback.Numerics.Random;

namespace Pullback.HistFactory.Toys;

/// <summary>Draws toys of a model at one point: main counts <c>Pois(lambda)</c>, auxiliary data <c>N(theta, sigma)</c> or <c>Pois(gamma tau)</c>.</summary>
/// <remarks>Auxiliary data of fixed parameters are drawn too: they do not matter in fits. Reference: [HistFactory2012].</remarks>
public sealed class ToySampler
{
    private readonly HistFactoryModel _model;
    private readonly double[] _rates;
    private readonly double[] _parameters;

    /// <summary>Prepares the rates.</summary>
    /// <param name="model">The model.</param>
    /// <param name="parameters">The point. Shape [parameter].</param>
    /// <exception cref="ArgumentException">The length is wrong, or a rate at the point is negative or not finite.</exception>
    public ToySampler(HistFactoryModel model, ReadOnlySpan<double> parameters)
        : this(model, parameters, Rates(model, parameters))
    {
    }

    private ToySampler(HistFactoryModel model, ReadOnlySpan<double> parameters, double[] rates)
    {
        for (int b = 0; b < rates.Length; b++)
        {
            if (!(rates[b] >= 0.0) || double.IsPositiveInfinity(rates[b]))
            {
                throw new ArgumentException(string.Create(
                    System.Globalization.CultureInfo.InvariantCulture, $"Bin {b} expects {rates[b]} events at this point, but toys need at least 0. Choose another point."), nameof(parameters));
            }
        }

        _model = model;
        _rates = rates;
        _parameters = parameters.ToArray();
    }

    /// <summary>Draws one toy.</summary>
    /// <param name="stream">The random numbers.</param>
    public HistFactoryData Draw(RandomStream stream)
    {
        var data = new ModelData(_model.Compiled);
        Draw(stream, data);
        return new HistFactoryData(data.Counts, [.. _model.Compiled.Constrained.Select(p => data.Auxiliary[p])]);
    }

    internal void Draw(RandomStream stream, ModelData data)
    {
        ArgumentNullException.ThrowIfNull(stream);
        for (int b = 0; b < _rates.Length; b++) data.Counts[b] = stream.Poisson(_rates[b]);
        CompiledModel compiled = _model.Compiled;
        foreach (int p in compiled.Constrained)
        {
            double width = _model.Numbers.Widths[p];
            data.Auxiliary[p] = compiled.Constraints[p] == ConstraintKind.Poisson ? stream.Poisson(_parameters[p] * width) : stream.Normal(_parameters[p], width);
        }
    }

    private static double[] Rates(HistFactoryModel model, ReadOnlySpan<double> parameters)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new Inference.ModelInference(model).ExpectedMain(parameters);
    }
}
