using System.Globalization;
using Pullback.Autodiff;
using Pullback.Learning.Categories.Tiles;
using Pullback.Numerics.Random;
using Pullback.Numerics.SpecialFunctions;

namespace Pullback.Learning.Categories;

/// <summary>Categories as the components of a Gaussian mixture: <c>γ_k = softmax_k[(ln N(x; μ_k, L_k L_kᵀ) + ln π_k) / T]</c>.</summary>
/// <remarks>
/// <para>Parameters: logits [category], means [category, score], Cholesky [category, score, score]; <c>ln π = log-softmax(logits)</c>; means through
/// <see cref="MeanNormalization"/>; <c>L</c> has the damped lower triangle of the last and the diagonal <c>σ₀ exp(diagonal)</c>, where k balls of
/// radius σ₀ fill the simplex: <c>σ₀ = (V_simplex / (k V_ball))^{1/m}</c>, <c>m = max(d − 1, 1)</c>.</para>
/// <para>The hard assignment is the largest component, whatever the temperature.</para>
/// <para><b>Reference:</b> [GatoHep2026].</para>
/// </remarks>
public sealed class GaussianMixtureModel : CategoryModel
{
    private readonly GaussianMixtureOptions _options;

    /// <summary>Makes the model.</summary>
    /// <param name="options">The structure.</param>
    /// <exception cref="ArgumentException">The options are not valid; the message lists every problem found.</exception>
    public GaussianMixtureModel(GaussianMixtureOptions options)
    {
        ThrowIfInvalid(options);
        _options = options;
        Layout = new MixtureLayout(options);
        ParameterNames = Names();
    }

    /// <inheritdoc/>
    public override CategoryModelOptions Options => _options;

    /// <inheritdoc/>
    public override int Dimensions => _options.Dimensions;

    /// <inheritdoc/>
    public override int Categories => _options.Categories;

    /// <inheritdoc/>
    public override double Temperature => _options.Temperature;

    /// <inheritdoc/>
    public override IReadOnlyList<string> ParameterNames { get; }

    internal MixtureLayout Layout { get; }

    /// <inheritdoc/>
    /// <remarks>Logits of deviation 0.1, means of deviation 2, Cholesky factors 0. Reference: [GatoHep2026].</remarks>
    public override double[] Start(ulong seed, int start)
    {
        var stream = new RandomStream(seed, "category start", (ulong)start);
        double[] parameters = new double[ParameterCount];
        for (int i = 0; i < Categories; i++) parameters[i] = stream.Normal(0.0, 0.1);
        for (int i = 0; i < Categories * Dimensions; i++) parameters[Layout.Means + i] = stream.Normal(0.0, 2.0);
        return parameters;
    }

    /// <summary>The components that parameters stand for.</summary>
    /// <param name="parameters">Shape [parameter].</param>
    /// <returns>Shape [category].</returns>
    public IReadOnlyList<MixtureComponent> Components(ReadOnlySpan<double> parameters)
    {
        CheckParameters(parameters);
        var values = new MixtureValues(Layout, parameters);
        int d = Dimensions;
        return [.. Enumerable.Range(0, Categories).Select(k =>
            new MixtureComponent(values.LogWeights[k], values.Means[(k * d)..((k + 1) * d)], values.Cholesky[(k * d * d)..((k + 1) * d * d)]))];
    }

    /// <inheritdoc/>
    public override Expr Probabilities(Expr parameters, Expr scores, Expr temperature) => Op.Softmax(LogTerms(parameters, scores) / temperature);

    /// <summary>The logarithm of the mixture density as a graph value.</summary>
    /// <param name="parameters">Shape [parameter].</param>
    /// <param name="scores">Event value. Shape [event, score].</param>
    /// <returns>Shape [event].</returns>
    public Expr LogDensity(Expr parameters, Expr scores) => Op.LogSumExp(LogTerms(parameters, scores));

    /// <summary>The logarithm of the mixture density.</summary>
    /// <param name="parameters">Shape [parameter].</param>
    /// <param name="scores">Row-major. Shape [event, score].</param>
    /// <returns>Shape [event].</returns>
    public double[] LogDensity(ReadOnlySpan<double> parameters, ReadOnlySpan<double> scores)
    {
        CheckParameters(parameters);
        var values = new MixtureValues(Layout, parameters);
        double[] result = new double[scores.Length / Dimensions];
        double[] terms = new double[Categories];
        for (int e = 0; e < result.Length; e++)
        {
            for (int k = 0; k < Categories; k++) terms[k] = values.LogTerm(k, scores.Slice(e * Dimensions, Dimensions));
            result[e] = SpecialMath.LogSumExp(terms);
        }

        return result;
    }

    /// <summary>Draws events from the mixture.</summary>
    /// <param name="parameters">Shape [parameter].</param>
    /// <param name="events">How many.</param>
    /// <param name="seed">The seed.</param>
    /// <returns>Row-major. Shape [event, score].</returns>
    public double[] Sample(ReadOnlySpan<double> parameters, int events, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(events);
        CheckParameters(parameters);
        var values = new MixtureValues(Layout, parameters);
        var chooser = new RandomStream(seed, "mixture component");
        var normals = new RandomStream(seed, "mixture scores");
        int d = Dimensions;
        double[] scores = new double[events * d];
        double[] z = new double[d];
        for (int e = 0; e < events; e++)
        {
            double left = chooser.Uniform();
            int k = 0;
            while (k < Categories - 1 && (left -= Math.Exp(values.LogWeights[k])) >= 0) k++;
            normals.FillNormal(z);
            for (int i = 0; i < d; i++)
            {
                double x = values.Means[(k * d) + i];
                for (int j = 0; j <= i; j++) x += values.Cholesky[(((k * d) + i) * d) + j] * z[j];
                scores[(e * d) + i] = x;
            }
        }

        return scores;
    }

    /// <inheritdoc/>
    /// <remarks>Two components are equally large where a quadratic is zero; those places are computed, not searched.</remarks>
    public override IReadOnlyList<CategoryInterval> Boundaries(ReadOnlySpan<double> parameters, double temperature = 1.0)
    {
        CheckParameters(parameters);
        CheckOneScore();
        return MixtureBoundaries.Of(new MixtureValues(Layout, parameters));
    }

    internal override TilePass NewPass(int? lanes = null) => Dimensions switch
    {
        1 => TilePass.Of(new MixtureKernel1(Categories), lanes),
        2 => TilePass.Of(new MixtureKernel2(Categories), lanes),
        3 => TilePass.Of(new MixtureKernel3(Categories), lanes),
        _ => TilePass.Of(new MixtureKernel(Categories, Dimensions), lanes),
    };

    internal override double[] Constants(ReadOnlySpan<double> parameters, double temperature) => MixtureConstants.Of(new MixtureValues(Layout, parameters), temperature);

    internal override double Pull(ReadOnlySpan<double> parameters, double temperature, ReadOnlySpan<double> sums, Span<double> gradient) =>
        MixturePull.Of(Layout, parameters, temperature, sums, gradient);

    // ln N(x; μ_k, L_k L_kᵀ) + ln π_k of each event and category, by forward substitution of L z = x − μ.
    private Expr LogTerms(Expr parameters, Expr scores)
    {
        int k = Categories;
        int d = Dimensions;
        Expr means = EffectiveMeans(Op.Reshape(Op.Slice(parameters, 0, Layout.Means, k * d), Shape.Of(k, d)));
        Expr raw = Op.Reshape(Op.Slice(parameters, 0, Layout.Cholesky, k * d * d), Shape.Of(k, d, d));
        Expr Raw(int i, int j) => Op.Element(Op.Element(raw, 1, i), 1, j);
        Expr terms = Op.LogSoftmax(Op.Slice(parameters, 0, MixtureLayout.Logits, k)) - (d * (Math.Log(Layout.Sigma0) + (0.5 * Math.Log(Math.Tau))));
        var z = new Expr[d];
        for (int i = 0; i < d; i++)
        {
            Expr rest = Op.Reshape(Op.Element(scores, 0, i), Shape.Of(1)) - Op.Element(means, 1, i);
            for (int j = 0; j < i; j++) rest -= Layout.Damping * Raw(i, j) * z[j];
            z[i] = rest / (Layout.Sigma0 * Op.Exp(Raw(i, i)));
            terms -= Raw(i, i) + (0.5 * Op.Square(z[i]));
        }

        return terms;
    }

    private Expr EffectiveMeans(Expr raw)
    {
        int d = Dimensions;
        if (_options.MeanNormalization == MeanNormalization.Softmax)
        {
            Expr zeros = raw.Graph.Constant(new double[Categories], Shape.Of(Categories, 1));
            return Op.Slice(Op.Softmax(Op.Concat(1, raw, zeros), 1), 1, 0, d);
        }

        Expr lower = raw.Graph.Constant([.. Layout.Ranges.Select(r => r.Lower)], Shape.Of(d));
        Expr width = raw.Graph.Constant([.. Layout.Ranges.Select(r => r.Width)], Shape.Of(d));
        return lower + (Op.Sigmoid(raw) * width);
    }

    private string[] Names()
    {
        IEnumerable<int> categories = Enumerable.Range(0, Categories);
        int[] scores = [.. Enumerable.Range(0, Dimensions)];
        return
        [
            .. categories.Select(k => string.Create(CultureInfo.InvariantCulture, $"logit[{k}]")),
            .. categories.SelectMany(k => scores.Select(i => string.Create(CultureInfo.InvariantCulture, $"mean[{k},{i}]"))),
            .. categories.SelectMany(k => scores.SelectMany(i => scores.Select(j => string.Create(CultureInfo.InvariantCulture, $"cholesky[{k},{i},{j}]")))),
        ];
    }
}
