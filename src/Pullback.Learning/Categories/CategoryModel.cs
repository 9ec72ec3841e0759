using System.Globalization;
using Pullback.Autodiff;
using Pullback.Learning.Categories.Tiles;

namespace Pullback.Learning.Categories;

/// <summary>How events share themselves among categories, as a function of trainable parameters: a structure without parameter values.</summary>
/// <remarks>
/// <para><b>Shape.</b> Parameters are one flat vector [parameter], scores are [event, score], probabilities [event, category].</para>
/// <para><b>Normalization.</b> The probabilities of an event sum to one.</para>
/// <para><b>Reference:</b> [GatoHep2026].</para>
/// </remarks>
public abstract class CategoryModel
{
    /// <summary>What the model was made from.</summary>
    public abstract CategoryModelOptions Options { get; }

    /// <summary>The number of scores.</summary>
    public abstract int Dimensions { get; }

    /// <summary>The number of categories.</summary>
    public abstract int Categories { get; }

    /// <summary>The names of the parameters, in their order in the vector.</summary>
    public abstract IReadOnlyList<string> ParameterNames { get; }

    /// <summary>The number of parameters.</summary>
    public int ParameterCount => ParameterNames.Count;

    /// <summary>The temperature that the model's options ask for.</summary>
    public virtual double Temperature => 1.0;

    /// <summary>Random parameters to start a training from.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="start">The number of the start, where several are tried.</param>
    /// <returns>Shape [parameter].</returns>
    public abstract double[] Start(ulong seed, int start);

    /// <summary>The soft assignment as a graph value, with derivatives of every order.</summary>
    /// <param name="parameters">Shape [parameter].</param>
    /// <param name="scores">Event value. Shape [event, score].</param>
    /// <param name="temperature">Scalar above 0: the smaller, the harder the assignment.</param>
    /// <returns>Shape [event, category].</returns>
    public abstract Expr Probabilities(Expr parameters, Expr scores, Expr temperature);

    /// <summary>The intervals of the score that belong to each category by hard assignment, from left to right. One score only.</summary>
    /// <param name="parameters">Shape [parameter].</param>
    /// <param name="temperature">Above 0. Does not matter for mixtures; divides the steepness of sigmoids.</param>
    /// <returns>Intervals that cover the whole axis; neighbours have different categories.</returns>
    /// <exception cref="InvalidOperationException">The model has more than one score.</exception>
    public abstract IReadOnlyList<CategoryInterval> Boundaries(ReadOnlySpan<double> parameters, double temperature = 1.0);

    /// <summary>What is wrong with the model, one sentence each; empty if nothing.</summary>
    public IReadOnlyList<string> Problems() => [.. Options.Problems()];

    /// <summary>The soft assignment.</summary>
    /// <param name="parameters">Shape [parameter].</param>
    /// <param name="scores">Row-major. Shape [event, score].</param>
    /// <param name="temperature">Above 0: the smaller, the harder the assignment.</param>
    /// <param name="destination">Receives the probabilities, row-major. Shape [event, category].</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public void Probabilities(ReadOnlySpan<double> parameters, ReadOnlySpan<double> scores, double temperature, Span<double> destination)
    {
        int events = CheckScores(parameters, scores);
        CheckTemperature(temperature);
        if (destination.Length != (long)events * Categories)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{events} events in {Categories} categories need {(long)events * Categories} places, found {destination.Length}."), nameof(destination));
        var sweep = new TileSweep(this, parameters, temperature);
        for (int first = 0; first < events; first += Tile.Events)
        {
            int count = Math.Min(Tile.Events, events - first);
            sweep.Probabilities(scores.Slice(first * Dimensions, count * Dimensions), destination.Slice(first * Categories, count * Categories));
        }
    }

    /// <summary>The hard assignment: the most probable category of each event; of equal ones the first.</summary>
    /// <param name="parameters">Shape [parameter].</param>
    /// <param name="scores">Row-major. Shape [event, score].</param>
    /// <param name="temperature">Above 0. Does not matter for mixtures; divides the steepness of sigmoids.</param>
    /// <returns>Shape [event].</returns>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public int[] Assign(ReadOnlySpan<double> parameters, ReadOnlySpan<double> scores, double temperature = 1.0)
    {
        int events = CheckScores(parameters, scores);
        CheckTemperature(temperature);
        int[] assigned = new int[events];
        var sweep = new TileSweep(this, parameters, temperature);
        for (int first = 0; first < events; first += Tile.Events)
        {
            int count = Math.Min(Tile.Events, events - first);
            sweep.Assign(scores.Slice(first * Dimensions, count * Dimensions), assigned.AsSpan(first, count));
        }

        return assigned;
    }

    /// <summary>The passes over tiles of events, for this processor or for vectors of a given number of lanes.</summary>
    internal abstract TilePass NewPass(int? lanes = null);

    /// <summary>What the kernel needs to know of parameters and temperature.</summary>
    internal abstract double[] Constants(ReadOnlySpan<double> parameters, double temperature);

    /// <summary>The gradient from the sums over events, and the derivative by the temperature.</summary>
    internal abstract double Pull(ReadOnlySpan<double> parameters, double temperature, ReadOnlySpan<double> sums, Span<double> gradient);

    internal void CheckParameters(ReadOnlySpan<double> parameters)
    {
        if (parameters.Length != ParameterCount)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The model has {ParameterCount} parameters, found {parameters.Length}."), nameof(parameters));
    }

    private protected static void ThrowIfInvalid(CategoryModelOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string[] problems = [.. options.Problems()];
        if (problems.Length > 0) throw new ArgumentException(string.Join(" ", problems), nameof(options));
    }

    internal static void CheckTemperature(double temperature)
    {
        if (!(temperature > 0 && double.IsFinite(temperature)))
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The temperature is {temperature:R}, but must be finite and above 0."), nameof(temperature));
    }

    private protected void CheckOneScore()
    {
        if (Dimensions != 1)
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Boundaries are intervals of one score, but the model has {Dimensions}. Draw the map of Assign over the plane instead."));
    }

    private int CheckScores(ReadOnlySpan<double> parameters, ReadOnlySpan<double> scores)
    {
        CheckParameters(parameters);
        if (scores.Length % Dimensions != 0)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There are {scores.Length} score values, which is no multiple of the {Dimensions} scores of an event."), nameof(scores));
        return scores.Length / Dimensions;
    }
}
