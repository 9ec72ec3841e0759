using Pullback.HistFactory.Interpolation;
using Pullback.HistFactory.Models;
using Pullback.HistFactory.Modifiers;
using Pullback.Statistics.Distributions;

namespace Pullback.HistFactory.Likelihoods;

/// <content>The loop over the bins of a channel.</content>
internal sealed partial class Likelihood
{
    private double EvaluateChannel(int c, bool profile, Span<double> gradient, Span<double> hessian)
    {
        ChannelPlan channel = _model.Channels[c];
        ChannelIndex index = _model.Indices[c];

        // Without core parameters there is no gradient to fill, but there may be gammas.
        bool withDerivatives = !gradient.IsEmpty || _model.Core.Length == 0;
        for (int s = 0; s < channel.Samples.Length; s++) EvaluateScales(c, s, index, withDerivatives);
        Span<double> matrix = _matrix.AsSpan(0, index.Stride * index.Common.Length);
        if (withDerivatives) matrix.Clear();
        double value = 0.0;
        for (int b = 0; b < channel.Bins; b++)
        {
            int bin = channel.FirstBin + b;
            double deviance = EvaluateRate(c, b, profile);
            value += deviance;
            if (!double.IsFinite(deviance)) return double.PositiveInfinity;
            if (withDerivatives) AddBin(c, b, bin, gradient, hessian, matrix);
        }

        if (!hessian.IsEmpty) Scatter(index, matrix, hessian);
        return value;
    }

    /// <summary>The product of interpolated factors of a sample, the gradient of its logarithm and that's diagonal second derivative.</summary>
    private void EvaluateScales(int c, int s, ChannelIndex index, bool withDerivatives)
    {
        ScaleTerm[] terms = _model.Channels[c].Samples[s].Scales;
        int[] places = index.Samples[s].Scales;
        ScaleInterpolation[] scales = Bound.Scales(c, s);
        double product = 1.0;
        if (!withDerivatives || terms.Length == 0)
        {
            for (int t = 0; t < terms.Length; t++) product *= scales[t].At(Parameters[terms[t].Parameter], out _, out _);
            _sampleScale[s] = product;
            return;
        }

        Span<double> gradient = Row(_scaleGradient, s, index.Stride);
        Span<double> curvature = Row(_scaleCurvature, s, index.Stride);
        gradient.Clear();
        curvature.Clear();
        for (int t = 0; t < terms.Length; t++)
        {
            double factor = scales[t].At(Parameters[terms[t].Parameter], out double slope, out double second);
            double ratio = slope / factor;
            product *= factor;
            gradient[places[t]] = ratio;
            curvature[places[t]] = second / factor - ratio * ratio;
        }

        _sampleScale[s] = product;
    }

    /// <summary>The rate of a bin, its gamma profiled if asked for.</summary>
    /// <returns>The deviance of its count; infinite outside the domain.</returns>
    private double EvaluateRate(int c, int b, bool profile)
    {
        ChannelPlan channel = _model.Channels[c];
        int bin = channel.FirstBin + b;
        double rest = 0.0;
        double scaled = 0.0;
        for (int s = 0; s < channel.Samples.Length; s++)
        {
            SamplePlan sample = channel.Samples[s];
            SampleIndex places = _model.Indices[c].Samples[s];
            TemplateTerm[] templates = sample.Templates;
            double sum = Bound.Inputs[sample.Nominal + b];
            ReadOnlySpan<double> up = Bound.Up(c, s).AsSpan(b * templates.Length, templates.Length);
            ReadOnlySpan<double> down = Bound.Down(c, s).AsSpan(b * templates.Length, templates.Length);
            for (int t = 0; t < templates.Length; t++)
            {
                ref readonly AdditiveWeights weights = ref _weights[templates[t].Parameter];
                sum += up[t] * weights.Up + down[t] * weights.Down;
            }

            double product = 1.0;
            int factors = sample.Factors.Length;
            for (int f = 0; f < factors; f++)
            {
                if (places.FactorRoles[b * factors + f] != ChannelIndex.Gamma) product *= Parameters[sample.Factors[f].In(b)];
            }

            _customs.Apply(c, s, b, ref sum, ref product);
            _sampleSum[s] = sum;
            _sampleProduct[s] = product;
            double rate = sum * _sampleScale[s] * product;
            if (places.HasGamma[b]) scaled += rate;
            else rest += rate;
        }

        double lambda = rest + scaled;
        int gamma = _model.Gammas[bin];
        if (gamma >= 0)
        {
            IsProfiled[bin] = false;
            if (profile && !IsHeld[gamma]) ProfileGamma(bin, gamma, rest, scaled);
            lambda = rest + Parameters[gamma] * scaled;

            // A root on the edge of the domain may be negative by rounding.
            if (lambda < 0.0 && lambda > -1e-14 * Math.Abs(rest) && Data.Counts[bin] == 0.0) lambda = 0.0;
        }

        Rates[bin] = lambda;
        return PoissonDistribution.Deviance(Data.Counts[bin], lambda);
    }

    private void ProfileGamma(int bin, int gamma, double rest, double scaled)
    {
        double count = Data.Counts[bin];
        double best = _model.Constraints[gamma] == ConstraintKind.Poisson
            ? GammaProfile.Poisson(count, rest, scaled, Bound.Widths[gamma], Data.Auxiliary[gamma])
            : GammaProfile.Normal(count, rest, scaled, Bound.Widths[gamma], Data.Auxiliary[gamma]);
        double clipped = Math.Min(Math.Max(best, GammaLower[bin]), GammaUpper[bin]);
        Parameters[gamma] = clipped;
        IsProfiled[bin] = clipped == best;
    }

    /// <summary>Adds the gradient and Hessian of one bin.</summary>
    private void AddBin(int c, int b, int bin, Span<double> gradient, Span<double> hessian, Span<double> matrix)
    {
        ChannelPlan channel = _model.Channels[c];
        ChannelIndex index = _model.Indices[c];
        int order = index.Common.Length;
        int stride = index.Stride;
        int firstExtra = index.ExtraFirst[b];
        int extras = index.ExtraFirst[b + 1] - firstExtra;
        double count = Data.Counts[bin];
        double lambda = Rates[bin];
        double weight = count == 0.0 ? 1.0 : 1.0 - count / lambda;
        double curvature = count == 0.0 ? 0.0 : count / lambda / lambda;

        // Second derivatives of the rate carry this weight in the Hessian; the Gauss-Newton matrix has none.
        double bending = _isModel ? 0.0 : weight;
        if (_isModel && lambda > 0.0) curvature = Math.Max(count, lambda) / lambda / lambda;
        int gamma = _model.Gammas[bin];
        double gammaValue = gamma >= 0 ? Parameters[gamma] : 1.0;
        double gammaJacobian = 0.0;
        Span<double> jacobian = _jacobian.AsSpan(0, stride);
        Span<double> row = stride == 0 ? [] : Row(_gammaRows[c], b, stride);
        Span<double> extraRow = _gammaExtras.AsSpan(_gammaExtraFirst[bin], extras);
        jacobian.Clear();
        row.Clear();
        extraRow.Clear();
        _extraJacobian.AsSpan(0, extras).Clear();
        if (extras > 0)
        {
            _extraRows.AsSpan(0, extras * stride).Clear();
            _extraSquare.AsSpan(0, extras * extras).Clear();
        }

        for (int s = 0; s < channel.Samples.Length; s++)
        {
            SamplePlan sample = channel.Samples[s];
            SampleIndex places = index.Samples[s];
            bool hasGamma = places.HasGamma[b];
            double sum = _sampleSum[s];
            double scale = _sampleScale[s];
            double product = _sampleProduct[s] * (hasGamma ? gammaValue : 1.0);

            // The derivatives of A and of A N, in units of N.
            Span<double> direction = _direction.AsSpan(s * stride, stride);
            bool hasDirection = sample.Templates.Length > 0 || sample.Scales.Length > 0 || sample.Customs.Length > 0;
            if (hasDirection) AddTemplatesAndScales(c, s, b, sum, scale * product, bending, jacobian, direction, matrix);

            int factors = sample.Factors.Length;
            for (int f = 0; f < factors; f++) _leaveOneOut[f] = LeaveOneOut(sample, b, f, -1);
            double customProduct = _customs.Product(c, s, b);
            for (int f = 0; f < factors; f++)
            {
                int role = places.FactorRoles[b * factors + f];
                double others = scale * _leaveOneOut[f] * customProduct;
                double slope = sum * others;
                if (role >= 0) jacobian[role] += slope;
                else if (role == ChannelIndex.Gamma) gammaJacobian += slope;
                else _extraJacobian[ChannelIndex.ExtraOfRole(role)] += slope;
                if (hasDirection && bending != 0.0)
                {
                    if (role >= 0) AddCross(matrix, stride, order, role, bending * others, direction);
                    else if (role == ChannelIndex.Gamma) LocalVectors.MultiplyAdd(row, bending * others, direction);
                    else LocalVectors.MultiplyAdd(_extraRows.AsSpan(ChannelIndex.ExtraOfRole(role) * stride, stride), bending * others, direction);
                }

                for (int g = 0; g < f; g++)
                {
                    double second = bending * sum * scale * LeaveOneOut(sample, b, f, g) * customProduct;
                    if (second != 0.0) AddPair(role, places.FactorRoles[b * factors + g], second, matrix, stride, extras, row, extraRow);
                }
            }

            if (sample.Customs.Length > 0) AddCustoms(c, s, b, sum, scale, product, bending, jacobian, direction, matrix, row, extraRow);
        }

        for (int i = 0; i < order; i++) gradient[index.Common[i]] += weight * jacobian[i];
        for (int e = 0; e < extras; e++) gradient[index.ExtraCore[firstExtra + e]] += weight * _extraJacobian[e];
        double elimination = 0.0;
        if (gamma >= 0)
        {
            (double slope, double bend) = Constraint(_model.Constraints[gamma] == ConstraintKind.Poisson, gammaValue, Bound.Widths[gamma], Data.Auxiliary[gamma]);
            GammaGradients[bin] = weight * gammaJacobian + slope;
            double gammaCurvature = curvature * gammaJacobian * gammaJacobian + bend;
            GammaCurvatures[bin] = gammaCurvature;
            if (gammaJacobian != 0.0)
            {
                double factor = curvature * gammaJacobian;
                if (factor != 0.0 && order > 0) LocalVectors.MultiplyAdd(row, factor, jacobian);
                for (int e = 0; e < extras; e++) extraRow[e] += factor * _extraJacobian[e];
                if (IsProfiled[bin] && gammaCurvature > 0.0) elimination = 1.0 / gammaCurvature;
            }
        }

        if (hessian.IsEmpty) return;
        if (order > 0 && (curvature != 0.0 || elimination != 0.0)) LocalVectors.RankOnePair(matrix, order, stride, jacobian, curvature, row, elimination);
        if (extras > 0) ScatterExtras(index, firstExtra, extras, curvature, elimination, jacobian, row, extraRow, hessian);
    }

    /// <summary>Adds what the templates and interpolated factors of a sample contribute, and leaves the derivative of A N, in units of N, in <paramref name="direction"/>.</summary>
    private void AddTemplatesAndScales(
        int c, int s, int b, double sum, double factor, double weight, Span<double> jacobian, Span<double> direction, Span<double> matrix)
    {
        SamplePlan sample = _model.Channels[c].Samples[s];
        ChannelIndex index = _model.Indices[c];
        int stride = index.Stride;
        TemplateTerm[] templates = sample.Templates;
        int[] places = index.Samples[s].Templates;
        ReadOnlySpan<double> up = Bound.Up(c, s).AsSpan(b * templates.Length, templates.Length);
        ReadOnlySpan<double> down = Bound.Down(c, s).AsSpan(b * templates.Length, templates.Length);
        double coefficient = weight * factor;
        direction.Clear();
        for (int t = 0; t < templates.Length; t++)
        {
            ref readonly AdditiveWeights weights = ref _weights[templates[t].Parameter];
            direction[places[t]] += up[t] * weights.UpSlope + down[t] * weights.DownSlope;
            matrix[places[t] * (stride + 1)] += coefficient * (up[t] * weights.UpCurvature + down[t] * weights.DownCurvature);
        }

        _customs.AddTemplateGradient(c, s, b, index, direction);
        if (sample.Scales.Length > 0)
        {
            // A g g' + a g' + g a' = h g' + g h' with h = a + A g / 2.
            ReadOnlySpan<double> g = Row(_scaleGradient, s, stride);
            ReadOnlySpan<double> curvatures = Row(_scaleCurvature, s, stride);
            if (coefficient != 0.0)
            {
                Span<double> half = _half.AsSpan(0, stride);
                direction.CopyTo(half);
                LocalVectors.MultiplyAdd(half, 0.5 * sum, g);
                LocalVectors.RankTwo(matrix, index.Common.Length, stride, coefficient, half, g);
                foreach (int place in index.Samples[s].Scales) matrix[place * (stride + 1)] += coefficient * sum * curvatures[place];
            }

            LocalVectors.MultiplyAdd(direction, sum, g);
        }

        LocalVectors.MultiplyAdd(jacobian, factor, direction);
    }

    /// <summary>The product of the factors of a sample without one or two of them, the gamma included.</summary>
    private double LeaveOneOut(SamplePlan sample, int b, int first, int second)
    {
        double product = 1.0;
        for (int f = 0; f < sample.Factors.Length; f++)
        {
            if (f != first && f != second) product *= Parameters[sample.Factors[f].In(b)];
        }

        return product;
    }

    /// <summary>Adds <c>c (e_k v' + v e_k')</c> to the lower triangle.</summary>
    private static void AddCross(Span<double> matrix, int stride, int order, int k, double c, ReadOnlySpan<double> v)
    {
        for (int j = 0; j <= k; j++) matrix[k * stride + j] += c * v[j];
        for (int i = k; i < order; i++) matrix[i * stride + k] += c * v[i];
    }

    /// <summary>Adds a second derivative by two different factors, each a common parameter, an extra or the gamma.</summary>
    private void AddPair(int left, int right, double second, Span<double> matrix, int stride, int extras, Span<double> row, Span<double> extraRow)
    {
        if (left < right) (left, right) = (right, left);
        if (right >= 0)
        {
            matrix[left * stride + right] += left == right ? 2.0 * second : second;
        }
        else if (right == ChannelIndex.Gamma)
        {
            if (left >= 0) row[left] += second;
        }
        else
        {
            int extra = ChannelIndex.ExtraOfRole(right);
            if (left >= 0)
            {
                _extraRows[extra * stride + left] += second;
            }
            else if (left == ChannelIndex.Gamma)
            {
                extraRow[extra] += second;
            }
            else
            {
                int other = ChannelIndex.ExtraOfRole(left);
                _extraSquare[extra * extras + other] += second;
                _extraSquare[other * extras + extra] += second;
            }
        }
    }

    private void Scatter(ChannelIndex index, ReadOnlySpan<double> matrix, Span<double> hessian)
    {
        int n = _model.Core.Length;
        int[] common = index.Common;
        for (int i = 0; i < common.Length; i++)
        {
            ReadOnlySpan<double> row = matrix.Slice(i * index.Stride, i + 1);
            int at = common[i];
            for (int j = 0; j < i; j++)
            {
                hessian[at * n + common[j]] += row[j];
                hessian[common[j] * n + at] += row[j];
            }

            hessian[at * n + at] += row[i];
        }
    }

    private void ScatterExtras(
        ChannelIndex index, int firstExtra, int extras, double curvature, double elimination,
        ReadOnlySpan<double> jacobian, ReadOnlySpan<double> row, ReadOnlySpan<double> extraRow, Span<double> hessian)
    {
        int n = _model.Core.Length;
        for (int e = 0; e < extras; e++)
        {
            int at = index.ExtraCore[firstExtra + e];
            double slope = curvature * _extraJacobian[e];
            double gammaSlope = elimination * extraRow[e];
            ReadOnlySpan<double> cross = index.Stride == 0 ? [] : _extraRows.AsSpan(e * index.Stride, index.Stride);
            for (int i = 0; i < index.Common.Length; i++)
            {
                double second = cross[i] + slope * jacobian[i] - gammaSlope * row[i];
                hessian[at * n + index.Common[i]] += second;
                hessian[index.Common[i] * n + at] += second;
            }

            for (int f = 0; f < extras; f++)
                hessian[at * n + index.ExtraCore[firstExtra + f]] += _extraSquare[e * extras + f] + slope * _extraJacobian[f] - gammaSlope * extraRow[f];
        }
    }
}
