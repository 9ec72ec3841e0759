using System.Globalization;
using Pullback.Autodiff;
using Pullback.Learning.Categories.Tiles;
using Pullback.Numerics.Random;

namespace Pullback.Learning.Categories;

/// <summary>Categories as bins with soft, movable boundaries: <c>1 − g_1, g_1 − g_2, …, g_{n−1}</c> with <c>g_i = σ(k (x − cut_i) / T)</c>.</summary>
/// <remarks>
/// <para>Parameters: for each variable n − 1 raw numbers, then one steepness k per variable if it is trained. The cuts are
/// <c>lo + (hi − lo) Σ_{j≤i} softmax([raw, 0])_j</c>: always in order and inside the range. Exponents are limited to ±75.</para>
/// <para>Several variables share an event by the product of their bins; the last variable is the fastest.</para>
/// <para>The hard assignment is the largest share, for a steep k the bin that the event lies in.</para>
/// <para><b>Reference:</b> [GatoHep2026].</para>
/// </remarks>
public sealed class SigmoidModel : CategoryModel
{
    internal const double LargestExponent = 75.0;
    private const double StartRange = 2.0;
    private readonly SigmoidOptions _options;

    /// <summary>Makes the model.</summary>
    /// <param name="options">The structure.</param>
    /// <exception cref="ArgumentException">The options are not valid; the message lists every problem found.</exception>
    public SigmoidModel(SigmoidOptions options)
    {
        ThrowIfInvalid(options);
        _options = options;
        Layout = new SigmoidLayout(options);
        Categories = Layout.Bins.Aggregate(1, (product, bins) => product * bins);
        ParameterNames =
        [
            .. options.Variables.SelectMany(v => Enumerable.Range(0, v.Bins - 1).Select(i => string.Create(CultureInfo.InvariantCulture, $"cut[{v.Name},{i}]"))),
            .. options.TrainSteepness ? options.Variables.Select(v => $"steepness[{v.Name}]") : [],
        ];
    }

    /// <inheritdoc/>
    public override CategoryModelOptions Options => _options;

    /// <inheritdoc/>
    public override int Dimensions => _options.Variables.Count;

    /// <inheritdoc/>
    public override int Categories { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> ParameterNames { get; }

    internal SigmoidLayout Layout { get; }

    /// <inheritdoc/>
    /// <remarks>Raw numbers uniform from −2 to 2, the steepness of the options. Reference: [GatoHep2026].</remarks>
    public override double[] Start(ulong seed, int start)
    {
        var stream = new RandomStream(seed, "category start", (ulong)start);
        double[] parameters = new double[ParameterCount];
        for (int i = 0; i < Layout.CutCount; i++) parameters[i] = stream.Uniform(-StartRange, StartRange);
        if (_options.TrainSteepness) Layout.Steepness.CopyTo(parameters, Layout.CutCount);
        return parameters;
    }

    /// <summary>The cuts of each variable, increasing.</summary>
    /// <param name="parameters">Shape [parameter].</param>
    /// <returns>Shape [variable, cut].</returns>
    public double[][] Cuts(ReadOnlySpan<double> parameters)
    {
        CheckParameters(parameters);
        return new SigmoidValues(Layout, parameters, 1.0).Cuts;
    }

    /// <summary>The steepness of each variable, per unit of its score.</summary>
    /// <param name="parameters">Shape [parameter].</param>
    /// <returns>Shape [variable].</returns>
    public double[] Steepness(ReadOnlySpan<double> parameters)
    {
        CheckParameters(parameters);
        return new SigmoidValues(Layout, parameters, 1.0).Steepness;
    }

    /// <inheritdoc/>
    public override Expr Probabilities(Expr parameters, Expr scores, Expr temperature)
    {
        Expr product = Shares(parameters, scores, temperature, 0);
        for (int v = 1; v < Dimensions; v++)
        {
            Expr next = Shares(parameters, scores, temperature, v);
            int rows = product.Shape.Length;
            product = Op.Reshape(
                Op.Reshape(product, Shape.Of(rows, 1)) * Op.Reshape(next, Shape.Of(1, Layout.Bins[v])), Shape.Of(rows * Layout.Bins[v]));
        }

        return product;
    }

    /// <inheritdoc/>
    /// <remarks>The ratio of two bins' shares rises along the axis, so each pair crosses at most once; the place is found to the last bit.</remarks>
    public override IReadOnlyList<CategoryInterval> Boundaries(ReadOnlySpan<double> parameters, double temperature = 1.0)
    {
        CheckParameters(parameters);
        CheckOneScore();
        CheckTemperature(temperature);
        return SigmoidBoundaries.Of(new SigmoidValues(Layout, parameters, temperature));
    }

    internal override TilePass NewPass(int? lanes = null) => TilePass.Of(new SigmoidKernel(Layout), lanes);

    internal override double[] Constants(ReadOnlySpan<double> parameters, double temperature) => SigmoidConstants.Of(new SigmoidValues(Layout, parameters, temperature));

    internal override double Pull(ReadOnlySpan<double> parameters, double temperature, ReadOnlySpan<double> sums, Span<double> gradient) =>
        SigmoidPull.Of(Layout, parameters, temperature, sums, gradient);

    // The shares of one variable: [event, bin]. A difference of two logistic functions is written as a product, which loses no digits in the tails:
    // σ(a) − σ(b) = σ(a) σ(−b) (1 − e^{b−a}).
    private Expr Shares(Expr parameters, Expr scores, Expr temperature, int variable)
    {
        int cuts = Layout.Bins[variable] - 1;
        ScoreRange range = _options.Variables[variable].Range;
        Expr raw = Op.Slice(parameters, 0, Layout.FirstCut[variable], cuts);
        Expr increments = Op.Softmax(Op.Concat(0, raw, raw.Graph.Constant([0.0], Shape.Of(1))));
        double[] triangle = new double[(cuts + 1) * cuts];
        for (int i = 0; i <= cuts; i++)
        {
            for (int j = i; j < cuts; j++) triangle[(i * cuts) + j] = 1.0;
        }

        Expr cumulative = Op.Reshape(
            Op.MatMul(Op.Reshape(increments, Shape.Of(1, cuts + 1)), raw.Graph.Constant(triangle, Shape.Of(cuts + 1, cuts))), Shape.Of(cuts));
        Expr cut = range.Lower + (cumulative * range.Width);
        Expr steepness = _options.TrainSteepness
            ? Op.Element(parameters, 0, Layout.CutCount + variable) * Layout.SteepnessUnit[variable]
            : parameters.Graph.Constant(Layout.Steepness[variable] * Layout.SteepnessUnit[variable]);
        Expr x = Op.Reshape(Op.Element(scores, 0, variable), Shape.Of(1));
        Expr a = Op.Max(Op.Min(steepness / temperature * (x - cut), LargestExponent), -LargestExponent);
        Expr first = Op.Sigmoid(-Op.Slice(a, 0, 0, 1));
        Expr last = Op.Sigmoid(Op.Slice(a, 0, cuts - 1, 1));
        if (cuts == 1) return Op.Concat(0, first, last);
        Expr upper = Op.Slice(a, 0, 0, cuts - 1);
        Expr lower = Op.Slice(a, 0, 1, cuts - 1);
        return Op.Concat(0, first, Op.Sigmoid(upper) * Op.Sigmoid(-lower) * -Op.Expm1(lower - upper), last);
    }
}
