using Pullback.Autodiff;
using Pullback.Learning.Layers;
using Pullback.Learning.Observables.Relaxed;

namespace Pullback.Learning.Observables;

/// <summary>Counts by kernel density: <c>count_k = Σ_e w_e [Φ((e_{k+1} − x_e)/h) − Φ((e_k − x_e)/h)]</c>, <c>x = 1/(1 + e^(−output))</c>. Reference: [Neos2023].</summary>
internal sealed class KernelSummary : Summary
{
    // The distance that keeps trained edges in order, the one neos uses.
    private const double SmallestGap = 1e-4;
    private readonly KernelSummaryOptions _options;
    private readonly WeightTensor? _edges;
    private readonly WeightTensor? _logBandwidth;

    public KernelSummary(KernelSummaryOptions options, WeightList weights)
    {
        _options = options;
        if (options.TrainEdges && options.BinCount > 1)
        {
            weights.Add("summary.edges", Shape.Of(options.BinCount - 1));
            _edges = weights.Tensors[^1];
        }

        if (options.TrainBandwidth)
        {
            weights.Add("summary.logBandwidth", Shape.Scalar);
            _logBandwidth = weights.Tensors[^1];
        }
    }

    public override double EmptyBelow => 2.0 * _options.Floor;

    public override Expr Response(Expr outputs) => Op.Cast(Op.Sigmoid(outputs), ElementType.Float64);

    public override Expr Shares(Expr outputs)
    {
        Expr x = Op.Element(Response(outputs), 0, 0);
        Expr bandwidth = _logBandwidth is { } log ? Op.Exp(Op.Cast(log.Parameter, ElementType.Float64)) : x.Graph.Constant(_options.Bandwidth);
        return SoftHistogram.Shares(x, Edges(x.Graph), bandwidth, _options.Reflect);
    }

    public override Expr Floor(Expr counts) => counts + _options.Floor;

    public override Expr SignalLogit(Expr outputs) => Op.Cast(Op.Element(outputs, 0, 0), ElementType.Float64);

    public override void Initialize<T>(Span<T> weights)
    {
        if (_edges is { } edges)
        {
            for (int i = 0; i < edges.Length; i++) weights[edges.Offset + i] = T.CreateChecked(_options.Edges[i + 1]);
        }

        if (_logBandwidth is { } log) weights[log.Offset] = T.CreateChecked(Math.Log(_options.Bandwidth));
    }

    public override double[] Edges<T>(ReadOnlySpan<T> weights)
    {
        double[] edges = [.. _options.Edges];
        for (int i = 1; _edges is { } trained && i < edges.Length - 1; i++)
        {
            double edge = double.CreateChecked(weights[trained.Offset + i - 1]);
            edges[i] = edge > edges[i - 1] ? edge : edges[i - 1] + SmallestGap;
        }

        if (edges.Length > 2 && !(edges[^1] > edges[^2])) edges[^1] = edges[^2] + SmallestGap;
        return edges;
    }

    // An edge that training has pushed below its neighbor is put just above it.
    private Expr Edges(Graph graph)
    {
        if (_edges is not { } trained) return graph.Constant([.. _options.Edges], Shape.Of(_options.Edges.Count));
        Expr free = Op.Cast(trained.Parameter, ElementType.Float64);
        List<Expr> edges = [graph.Constant(_options.Edges[0])];
        for (int i = 1; i < _options.Edges.Count; i++)
        {
            Expr edge = i < _options.Edges.Count - 1 ? Op.Element(free, 0, i - 1) : graph.Constant(_options.Edges[i]);
            edges.Add(Op.Select(Op.Less(edges[i - 1], edge), edge, edges[i - 1] + SmallestGap));
        }

        return Op.Stack([.. edges]);
    }
}
