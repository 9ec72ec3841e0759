using Pullback.HistFactory.Models;

namespace Pullback.HistFactory.Likelihoods;

/// <content>Second derivatives of custom modifiers, and all derivatives of custom factors.</content>
internal sealed partial class Likelihood
{
    private void AddCustoms(
        int c, int s, int b, double sum, double scale, double product, double weight, Span<double> jacobian, ReadOnlySpan<double> direction,
        Span<double> matrix, Span<double> row, Span<double> extraRow)
    {
        ChannelIndex index = _model.Indices[c];
        int stride = index.Stride;
        SamplePlan sample = _model.Channels[c].Samples[s];
        SampleIndex places = index.Samples[s];
        CustomEffect[] effects = _customs.Of(c, s);
        int factors = sample.Factors.Length;
        double parameterProduct = LeaveOneOut(sample, b, -1, -1);
        for (int k = 0; k < effects.Length; k++)
        {
            int[] locals = places.Customs[k];
            int n = locals.Length;
            ReadOnlySpan<double> slopes = effects[k].Gradients.AsSpan(b * n, n);
            ReadOnlySpan<double> bends = effects[k].Hessians.AsSpan(b * n * n, n * n);
            bool isFactor = effects[k].Term.Modifier.IsFactor;
            double otherCustoms = _customs.Product(c, s, b, k);
            double others = scale * parameterProduct * otherCustoms;
            double bend = weight * (isFactor ? sum * others : scale * product);
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    if (locals[i] >= locals[j]) matrix[locals[i] * stride + locals[j]] += bend * bends[i * n + j];
                }
            }

            if (!isFactor) continue;
            for (int i = 0; i < n; i++)
            {
                jacobian[locals[i]] += sum * others * slopes[i];
                AddCross(matrix, stride, index.Common.Length, locals[i], weight * others * slopes[i], direction);
                for (int f = 0; f < factors; f++)
                    AddPair(locals[i], places.FactorRoles[b * factors + f], weight * sum * scale * LeaveOneOut(sample, b, f, -1) * otherCustoms * slopes[i], matrix, stride, extraRow.Length, row, extraRow);
                for (int m = 0; m < k; m++)
                {
                    if (!effects[m].Term.Modifier.IsFactor) continue;
                    int[] partners = places.Customs[m];
                    double both = weight * sum * scale * parameterProduct * _customs.Product(c, s, b, k, m) * slopes[i];
                    for (int j = 0; j < partners.Length; j++)
                        AddPair(locals[i], partners[j], both * effects[m].Gradients[b * partners.Length + j], matrix, stride, extraRow.Length, row, extraRow);
                }
            }
        }
    }
}
