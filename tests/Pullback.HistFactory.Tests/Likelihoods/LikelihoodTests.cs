using Pullback.HistFactory.Inference;
using Pullback.HistFactory.Jets;
using Pullback.HistFactory.Likelihoods;
using Pullback.HistFactory.Models;
using Pullback.HistFactory.Modifiers;
using Pullback.HistFactory.Workspaces;
using Pullback.Numerics.Random;

namespace Pullback.HistFactory.Tests.Likelihoods;

/// <summary>The closed forms against each other: gradient, Hessian, profile, elimination, dual numbers, and SIMD against plain loops.</summary>
public sealed class LikelihoodTests
{
    public static TheoryData<string> Names => ["all_modifiers", "two channels", "shared", "sbottom", "ewk"];

    [Theory]
    [MemberData(nameof(Names))]
    public void GradientAndHessianAgreeWithDualAndJetNumbers(string name)
    {
        (HistFactoryModel model, Likelihood likelihood, RandomStream random) = Open(name);
        int n = model.Parameters.Count;
        double[] hessian = new double[n * n];
        double[] gradient = new double[n];
        for (int trial = 0; trial < 3; trial++)
        {
            RandomPoint(model, likelihood, random);
            Assert.True(double.IsFinite(likelihood.EvaluateAll(gradient, hessian)));
            double[] point = [.. likelihood.Parameters];
            double[] direction = [.. point.Select(_ => random.Uniform(-1.0, 1.0))];
            (double[] g, double[] product) = GradientAndProduct(likelihood, point, direction);
            Close.To(g, gradient, 1e-11, "gradient", floor: 1e-3);
            double[] expected = [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Sum(j => hessian[i * n + j] * direction[j]))];
            Close.To(product, expected, 1e-10, "Hessian times direction", floor: 1e-3);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void GradientsAgreeWithDifferencesOfValues(string name)
    {
        (HistFactoryModel model, Likelihood likelihood, RandomStream random) = Open(name);
        RandomPoint(model, likelihood, random);
        double[] gradient = new double[model.Parameters.Count];
        likelihood.EvaluateAll(gradient, []);
        double[] point = [.. likelihood.Parameters];
        for (int p = 0; p < point.Length; p++)
        {
            double h = 1e-4;
            double At(double step)
            {
                point.CopyTo(likelihood.Parameters, 0);
                likelihood.Parameters[p] += step;
                return likelihood.Evaluate(profile: false, [], []);
            }

            double difference = (At(-2 * h) - 8 * At(-h) + 8 * At(h) - At(2 * h)) / (12 * h);
            Close.To(difference, gradient[p], 1e-6, model.Parameters[p].Name, floor: 1.0);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EliminationIsTheSchurComplementAtTheProfile(string name)
    {
        (HistFactoryModel model, Likelihood likelihood, RandomStream random) = Open(name);
        CompiledModel compiled = model.Compiled;
        int n = compiled.Core.Length;
        int all = compiled.ParameterCount;
        RandomPoint(model, likelihood, random);
        double[] core = new double[n];
        double[] coreHessian = new double[n * n];
        double value = likelihood.Evaluate(profile: true, core, coreHessian);
        bool[] profiled = [.. likelihood.IsProfiled];
        double[] gradient = new double[all];
        double[] hessian = new double[all * all];
        Close.To(value, likelihood.EvaluateAll(gradient, hessian), 1e-13, "value");
        for (int b = 0; b < compiled.BinCount; b++)
        {
            if (!profiled[b]) continue;
            int gamma = compiled.Gammas[b];
            Close.To(0.0, gradient[gamma] / Math.Sqrt(hessian[gamma * (all + 1)]), 1e-9, "gradient of a profiled gamma", floor: 1.0);
        }

        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                double schur = hessian[compiled.Core[i] * all + compiled.Core[j]];
                double size = Math.Sqrt(Math.Abs(hessian[compiled.Core[i] * (all + 1)] * hessian[compiled.Core[j] * (all + 1)]));
                for (int b = 0; b < compiled.BinCount; b++)
                {
                    if (!profiled[b]) continue;
                    int gamma = compiled.Gammas[b];
                    schur -= hessian[compiled.Core[i] * all + gamma] * hessian[gamma * all + compiled.Core[j]] / hessian[gamma * (all + 1)];
                }

                Close.To(schur, coreHessian[i * n + j], 1e-11, "eliminated Hessian", floor: size);
            }
        }
    }

    [Theory]
    [InlineData(1e13)]
    [InlineData(1e60)]
    [InlineData(1e120)]
    public void StrongConstraintsKeepTheMeasuredGamma(double tau)
    {
        // To first order gamma moves by (n / lambda - 1) b / tau.
        double gamma = GammaProfile.Poisson(50.0, 5.0, 50.0, tau, tau);
        Close.To(1.0 + (50.0 / 55.0 - 1.0) * 50.0 / tau, gamma, 3e-16);
    }

    [Theory]
    [InlineData(17.0, 3.0, 12.0, 40.0, 38.0)]
    [InlineData(0.0, 3.0, 12.0, 40.0, 38.0)]
    [InlineData(25.0, 0.0, 12.0, 4.0, 4.0)]
    [InlineData(25.0, 30.0, 0.0, 4.0, 5.0)]
    [InlineData(9.0, -2.0, 12.0, 40.0, 38.0)]
    [InlineData(9.0, 20.0, -5.0, 40.0, 38.0)]
    [InlineData(9.0, 3.0, 5.0, 40.0, 0.0)]
    [InlineData(3e6, 1e6, 2e6, 1e4, 1e4)]
    public void ProfiledGammasAreStationary(double count, double rest, double rate, double tau, double auxiliary)
    {
        double gamma = GammaProfile.Poisson(count, rest, rate, tau, auxiliary);
        double lambda = rest + gamma * rate;
        Assert.True(lambda > 0.0);
        double slope = rate * (count == 0.0 ? 1.0 : 1.0 - count / lambda) + tau - (auxiliary == 0.0 ? 0.0 : auxiliary / gamma);
        if (gamma > 0.0) Close.To(0.0, slope / (Math.Abs(rate) + tau), 1e-11, "Poisson", floor: 1.0);
        double sigma = 1.0 / Math.Sqrt(tau);
        double center = auxiliary / tau;
        gamma = GammaProfile.Normal(count, rest, rate, sigma, center);
        lambda = rest + gamma * rate;
        slope = rate * (count == 0.0 ? 1.0 : 1.0 - count / lambda) + (gamma - center) / (sigma * sigma);
        if (lambda > 0.0) Close.To(0.0, slope / (Math.Abs(rate) + tau), 1e-11, "normal", floor: 1.0);
    }

    [Fact]
    public void VectorLoopsGiveTheBitsOfPlainLoops()
    {
        var random = new RandomStream(3, "local vectors");
        foreach (int order in (int[])[1, 7, 8, 9, 31])
        {
            int stride = (order + 7) / 8 * 8;
            double[] Vector() => [.. Enumerable.Range(0, stride).Select(i => i < order ? random.Normal() : 0.0)];
            double[] x = Vector();
            double[] y = Vector();
            double[] matrix = [.. Enumerable.Range(0, order * stride).Select(_ => random.Normal())];
            double[] pair = [.. matrix];
            double[] two = [.. matrix];
            LocalVectors.RankOnePair(pair, order, stride, x, 0.7, y, 0.3);
            LocalVectors.RankTwo(two, order, stride, 0.7, x, y);
            double[] sum = [.. x];
            LocalVectors.MultiplyAdd(sum, 1.7, y);
            for (int i = 0; i < order; i++)
            {
                Assert.Equal(Math.FusedMultiplyAdd(1.7, y[i], x[i]), sum[i]);
                for (int j = 0; j <= i; j++)
                {
                    double old = matrix[i * stride + j];
                    Assert.Equal(Math.FusedMultiplyAdd(-0.3 * y[i], y[j], Math.FusedMultiplyAdd(0.7 * x[i], x[j], old)), pair[i * stride + j]);
                    Assert.Equal(Math.FusedMultiplyAdd(0.7 * y[i], x[j], Math.FusedMultiplyAdd(0.7 * x[i], y[j], old)), two[i * stride + j]);
                }
            }
        }
    }

    [Fact]
    public void TheStandInForTheHessianIsPositive()
    {
        (HistFactoryModel model, Likelihood likelihood, RandomStream random) = Open("ewk");
        int n = model.Compiled.Core.Length;
        double[] matrix = new double[n * n];
        RandomPoint(model, likelihood, random);
        likelihood.EvaluateModel(matrix);
        for (int i = 0; i < n; i++) matrix[i * (n + 1)] += 1e-9;
        Assert.True(Numerics.LinearAlgebra.Cholesky.TryFactor(matrix, n));
    }

    private static (HistFactoryModel Model, Likelihood Likelihood, RandomStream Random) Open(string name)
    {
        Workspace workspace = name switch
        {
            "all_modifiers" => ReferenceFiles.AllModifiers(),
            "two channels" => SmallModels.TwoChannels(),
            "shared" => Shared(),
            "sbottom" => ReferenceFiles.Sbottom(),
            _ => ReferenceFiles.Electroweakinos(),
        };
        HistFactoryModel model = HistFactoryModel.Create(workspace);
        var likelihood = new Likelihood(model.Numbers) { Data = model.ToModelData(model.DataOf(workspace)) };
        for (int b = 0; b < model.BinCount; b++)
        {
            if (model.Compiled.Gammas[b] is >= 0 and var gamma)
            {
                likelihood.IsHeld[gamma] = model.Numbers.IsFixed[gamma];
                likelihood.GammaLower[b] = model.Parameters[gamma].Lower;
                likelihood.GammaUpper[b] = model.Parameters[gamma].Upper;
            }
        }

        return (model, likelihood, new RandomStream(11, name));
    }

    /// <summary>Several factors on one sample, two gammas in one bin, a shapefactor in two channels, and a factor that is zero.</summary>
    private static Workspace Shared()
    {
        Modifier shape = new("shape", "shapefactor", NoModifierData.Instance);
        Modifier norm = new("norm", "normfactor", NoModifierData.Instance);
        Modifier stat = new("stat", "staterror", new BinUncertainties([2, 3]));
        return SmallModels.Of(
            [[60, 71], [33, 40]],
            new Channel("a", [
                new Sample("signal", [5, 6], [SmallModels.Mu, norm, SmallModels.NormSys("jes", 0.8, 1.1), stat]),
                new Sample("background", [50, 60], [shape, norm, SmallModels.HistoSys("jes", [45, 58], [53, 66]), SmallModels.ShapeSys("sys", 4, 5), stat])]),
            new Channel("b", [
                new Sample("background", [30, 44], [shape, SmallModels.NormSys("xs", 0.9, 1.2), SmallModels.HistoSys("jes", [31, 40], [29, 47])]),
                new Sample("signal", [3, 0], [SmallModels.Mu])]));
    }

    private static void RandomPoint(HistFactoryModel model, Likelihood likelihood, RandomStream random)
    {
        for (int p = 0; p < model.Parameters.Count; p++)
        {
            bool isAlpha = model.Parameters[p].Initial == 0.0;
            likelihood.Parameters[p] = isAlpha ? random.Uniform(-0.6, 0.6) : model.Parameters[p].Initial * random.Uniform(0.9, 1.1);
        }

        if (model.PoiIndex >= 0 && random.Uniform() < 0.5) likelihood.Parameters[model.PoiIndex] = 0.0;
    }

    /// <summary>The gradient and a Hessian-vector product by the generic formulas.</summary>
    private static (double[] Gradient, double[] Product) GradientAndProduct(Likelihood likelihood, double[] point, double[] direction)
    {
        BoundModel numbers = likelihood.Bound;
        var rates = new RateDerivatives<Dual>(numbers);
        Dual[] x = [.. point.Select((p, i) => new Dual(p, direction[i]))];
        Dual[] lambda = rates.Rates(x);
        Dual[] weights = [.. lambda.Select((l, b) => Dual.Of(1.0) - Dual.Of(likelihood.Data.Counts[b]) * Dual.Reciprocal(l))];
        var gradient = new Dual[point.Length];
        rates.AddGradient(x, weights, gradient, []);
        foreach (int p in numbers.Model.Constrained)
        {
            Dual width = Dual.Of(numbers.Widths[p]);
            Dual datum = Dual.Of(likelihood.Data.Auxiliary[p]);
            gradient[p] += numbers.Model.Constraints[p] == ConstraintKind.Poisson
                ? width - datum * Dual.Reciprocal(x[p])
                : (x[p] - datum) * Dual.Reciprocal(width * width);
        }

        return ([.. gradient.Select(g => g.Value)], [.. gradient.Select(g => g.Slope)]);
    }
}
