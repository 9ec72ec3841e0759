using Pullback.Amplitudes.Models;

namespace Pullback.Amplitudes.Sums;

/// <summary>The tools of a thread that sums over events.</summary>
internal sealed unsafe class SumWorker : IDisposable
{
    private readonly BasisLayout _layout;
    private readonly int _waves;
    private readonly int _classes;
    private readonly int _helicities;
    private readonly int[] _shapeOffsets;
    private readonly int _shapeDimension;
    private readonly EventFunctions?[] _traced;
    private WaveBuilder? _builder;
    private WaveSample? _sample;
    private List<Segment> _segments = [];
    private TileMemory _memory = new(0);

    public SumWorker(BasisLayout layout)
    {
        _layout = layout;
        _waves = layout.Model.Structure.Waves;
        _classes = layout.Graph.Couplings.Count;
        _helicities = layout.Model.Structure.Helicities;
        _shapeOffsets = new int[layout.Graph.Shapes.Count];
        for (int s = 0, at = 2 * _classes * _waves; s < _shapeOffsets.Length; s++)
        {
            _shapeOffsets[s] = at;
            at += layout.Graph.Shapes[s].Dimension;
            _shapeDimension += layout.Graph.Shapes[s].Dimension;
        }

        _traced = new EventFunctions?[2 * layout.Graph.Shapes.Count];
    }

    public void Dispose()
    {
        _builder?.Dispose();
        _memory.Dispose();
        foreach (EventFunctions? functions in _traced) functions?.Dispose();
    }

    /// <summary>Adds the events of a block.</summary>
    public void Add(WaveSample sample, int index, SumPoint point, ITileTerm term, int order, SumResult result)
    {
        if (!sample.IsStored) _builder ??= new WaveBuilder(_layout);
        if (_sample != sample) Lay(sample);
        WaveBlock block = sample.Block(_builder, index);
        double[][][] shapes = Traced(block, point, order);
        int tiles = (block.Events + sample.EventsPerTile - 1) / sample.EventsPerTile;
        int size = sample.Columns.Length * 2 * sample.Lanes;
        fixed (double* data = block.Waves)
        {
            for (int tile = 0; tile < tiles; tile++) Tile(sample, block, shapes, tile, data + ((long)tile * size), point, term, order, result);
        }
    }

    private void Lay(WaveSample sample)
    {
        _sample = sample;
        _segments = [];
        for (int c = 0; c < sample.Columns.Length;)
        {
            WaveColumn first = sample.Columns[c];
            int group = _layout.Basis[first.Basis].Group, end = c;
            while (end < sample.Columns.Length && sample.Columns[end].Helicity == first.Helicity && _layout.Basis[sample.Columns[end].Basis].Group == group) end++;
            _segments.Add(new Segment(first.Helicity, group, c, end - c));
            c = end;
        }

        // Amplitudes and their conjugates, sums of segments, shapes with derivatives, groups with derivatives, vectors of the Hessian.
        int shapes = _layout.Floating.Count, most = _layout.Graph.Shapes.Select(s => s.Dimension).DefaultIfEmpty(0).Max();
        _memory.Dispose();
        _memory = new TileMemory(sample.Lanes)
        {
            Amplitudes = 2 * _helicities * _classes,
            SegmentSums = 2 * _segments.Count * _classes,
            Shapes = 2 * shapes * (1 + most + (most * most)),
            ShapeStride = 2 * (1 + most + (most * most)),
            ShapeSlots = most,
            Groups = 2 * _layout.Groups.Count,
            Working = 2 * (8 + _layout.Groups.Count),
            Vectors = 4 * (_waves + _shapeDimension),
            Slopes = 2 * ((2 * _waves) + _shapeDimension),
        };
        _memory.Allocate();
    }

    private double[][][] Traced(WaveBlock block, SumPoint point, int order)
    {
        var all = new double[_layout.Floating.Count][][];
        for (int f = 0; f < all.Length; f++)
        {
            (int shape, int way) = _layout.Floating[f];
            TracedShape traced = _layout.Graph.Shapes[shape];
            if (traced.Rational is not null) continue;
            int slot = (2 * shape) + (order == 2 ? 1 : 0);
            _traced[slot] ??= new EventFunctions(_layout.Graph, Outputs(traced, order));
            all[f] = _traced[slot]!.Evaluate(block.Masses[way], block.Events, point.Parameter);
        }

        return all;

        static IEnumerable<Autodiff.Expr> Outputs(TracedShape shape, int order)
        {
            IEnumerable<Lineshapes.ComplexExpr> values = [shape.Amplitude, .. shape.First, .. order == 2 ? shape.Second.SelectMany(s => s) : []];
            return values.SelectMany(v => new[] { v.Re, v.Im });
        }
    }

    private void Tile(WaveSample sample, WaveBlock block, double[][][] traced, int tile, double* data, SumPoint point, ITileTerm term, int order, SumResult result)
    {
        int lanes = sample.Lanes, first = tile * sample.EventsPerTile, count = Math.Min(sample.EventsPerTile, block.Events - first);
        LoadShapes(sample, block, traced, tile, first, count, point, order);
        double* density = _memory.At(TileMemory.DensityAt);
        new Span<double>(density, lanes).Clear();
        for (int q = 0; q < _classes; q++) Amplitudes(data, point.Couplings[q], q, lanes, block, first, count, density, sample);
        Span<double> densities = new(density, count), curvatures = new(_memory.At(TileMemory.CurvatureAt), count), shares = new(_memory.At(TileMemory.ShareAt), count), cross = new(_memory.At(TileMemory.CrossAt), count);
        term.Apply(block.FirstEvent + first, densities, curvatures, shares, cross, result.Totals);
        if (order == 0) return;
        new Span<double>(density, lanes)[count..].Clear();
        for (int q = 0; q < _classes; q++)
        {
            double* weights = Masked(density, q, block, first, count, lanes);
            Gradient(data, weights, q, lanes, sample, result.Gradient, block.IsNegative is null || Any(block.IsNegative, first, count, q));
        }

        if (order < 2) return;
        new Span<double>(_memory.At(TileMemory.CrossAt), lanes)[count..].Clear();
        for (int q = 0; q < _classes; q++)
        {
            Gradient(data, Masked(_memory.At(TileMemory.CrossAt), q, block, first, count, lanes), q, lanes, sample, result.Cross, true);
            Hessian(data, Masked(density, q, block, first, count, lanes), q, block, first, count, sample, result);
        }
    }

    private static bool Any(bool[] negative, int first, int count, int q)
    {
        for (int e = 0; e < count; e++)
        {
            if (negative[first + e] == (q == 1)) return true;
        }

        return false;
    }

    private double* Masked(double* weights, int q, WaveBlock block, int first, int count, int lanes)
    {
        if (block.IsNegative is not { } negative) return weights;
        double* masked = _memory.At(TileMemory.MaskAt);
        for (int e = 0; e < lanes; e++) masked[e] = e < count && negative[first + e] == (q == 1) ? weights[e] : 0;
        return masked;
    }

    private void LoadShapes(WaveSample sample, WaveBlock block, double[][][] traced, int tile, int first, int count, SumPoint point, int order)
    {
        int lanes = sample.Lanes;
        for (int f = 0; f < _layout.Floating.Count; f++)
        {
            int shape = _layout.Floating[f].Shape;
            TracedShape form = _layout.Graph.Shapes[shape];
            double* r = Shape(f, 0);
            if (form.Rational is not null)
            {
                fixed (double* inputs = block.ShapeInputs[f])
                {
                    double* s = inputs + (tile * 2 * lanes), h = s + lanes;
                    Lanes.Resonance(r, s, h, point.Rational[2 * shape], point.Rational[(2 * shape) + 1], lanes);
                    if (order > 0) Lanes.ResonanceSlopes(Shape(f, 1), Shape(f, 2), r, h, lanes);
                    if (order > 1) Curvatures(f, h, lanes);
                }

                continue;
            }

            int slots = order == 0 ? 1 : order == 1 ? 1 + form.Dimension : 1 + form.Dimension + (form.Dimension * form.Dimension);
            for (int slot = 0; slot < slots; slot++)
            {
                double* target = Shape(f, slot <= form.Dimension ? slot : SecondSlot((slot - 1 - form.Dimension) / form.Dimension, (slot - 1 - form.Dimension) % form.Dimension));
                for (int part = 0; part < 2; part++)
                {
                    double[] source = traced[f][(2 * slot) + part];
                    for (int e = 0; e < lanes; e++) target[(part * lanes) + e] = e < count ? source[first + e] : 0;
                }
            }
        }

        for (int g = 1; g < _layout.Groups.Count; g++)
        {
            int[] members = _layout.Groups[g];
            double* product = Group(g);
            Buffer.MemoryCopy(Shape(members[0], 0), product, 16L * lanes, 16L * lanes);
            for (int i = 1; i < members.Length; i++) Multiply(product, Shape(members[i], 0), lanes);
        }
    }

    // d²R/da² = 2R³, d²R/da db = −2i h R³, d²R/db² = −2h² R³.
    private void Curvatures(int f, double* h, int lanes)
    {
        double* r = Shape(f, 0), aa = Shape(f, SecondSlot(0, 0)), ab = Shape(f, SecondSlot(0, 1)), ba = Shape(f, SecondSlot(1, 0)), bb = Shape(f, SecondSlot(1, 1));
        for (int e = 0; e < lanes; e++)
        {
            double re = r[e], im = r[lanes + e], sr = (re * re) - (im * im), si = 2 * re * im;
            double cr = (sr * re) - (si * im), ci = (sr * im) + (si * re);
            (aa[e], aa[lanes + e]) = (2 * cr, 2 * ci);
            (ab[e], ab[lanes + e]) = (2 * h[e] * ci, -2 * h[e] * cr);
            (ba[e], ba[lanes + e]) = (ab[e], ab[lanes + e]);
            (bb[e], bb[lanes + e]) = (-2 * h[e] * h[e] * cr, -2 * h[e] * h[e] * ci);
        }
    }

    private void Amplitudes(double* data, double[] couplings, int q, int lanes, WaveBlock block, int first, int count, double* density, WaveSample sample)
    {
        double* coefficients = stackalloc double[256];
        double* own = _memory.At(TileMemory.MaskAt);
        new Span<double>(own, lanes).Clear();
        new Span<double>(Amplitude(q, 0), 2 * lanes * _helicities).Clear();
        for (int s = 0; s < _segments.Count; s++)
        {
            Segment segment = _segments[s];
            double* target = Amplitude(q, segment.Helicity);
            if (segment.Group != 0)
            {
                target = SegmentSum(q, s);
                new Span<double>(target, 2 * lanes).Clear();
            }

            for (int from = 0; from < segment.Count; from += 128)
            {
                int columns = Math.Min(128, segment.Count - from);
                for (int i = 0; i < columns; i++)
                {
                    int wave = _layout.Basis[sample.Columns[segment.First + from + i].Basis].Wave;
                    (coefficients[2 * i], coefficients[(2 * i) + 1]) = (couplings[2 * wave], couplings[(2 * wave) + 1]);
                }

                Lanes.Combine(target, data + ((segment.First + from) * 2L * lanes), coefficients, columns, lanes);
            }

            if (segment.Group != 0) Lanes.AddProduct(Amplitude(q, segment.Helicity), Group(segment.Group), target, lanes);
        }

        for (int h = 0; h < _helicities; h++) Lanes.AddSquare(own, Amplitude(q, h), lanes);
        if (block.IsNegative is not { } negative)
        {
            Buffer.MemoryCopy(own, density, 8L * lanes, 8L * lanes);
            return;
        }

        for (int e = 0; e < count; e++)
        {
            if (negative[first + e] == (q == 1)) density[e] = own[e];
        }
    }

    private void Gradient(double* data, double* weights, int q, int lanes, WaveSample sample, double[] gradient, bool isNeeded)
    {
        if (!isNeeded) return;
        double* x = _memory.Work(0), y = _memory.Work(1);
        for (int g = 1; g < _layout.Groups.Count; g++) new Span<double>(_memory.Work(8 + g), 2 * lanes).Clear();
        int helicity = -1;
        for (int s = 0; s < _segments.Count; s++)
        {
            Segment segment = _segments[s];
            if (segment.Helicity != helicity)
            {
                helicity = segment.Helicity;
                Lanes.WeighConjugate(x, weights, Amplitude(q, helicity), lanes);
            }

            double* factor = x;
            if (segment.Group != 0)
            {
                factor = y;
                Lanes.Product(y, x, Group(segment.Group), lanes);
                Lanes.AddProduct(_memory.Work(8 + segment.Group), x, SegmentSum(q, s), lanes);
            }

            for (int i = 0; i < segment.Count; i++)
            {
                Lanes.Dot(factor, data + ((segment.First + i) * 2L * lanes), lanes, out double re, out double im);
                int at = 2 * ((q * _waves) + _layout.Basis[sample.Columns[segment.First + i].Basis].Wave);
                gradient[at] += 2 * re;
                gradient[at + 1] -= 2 * im;
            }
        }

        for (int g = 1; g < _layout.Groups.Count; g++)
        {
            foreach (int f in _layout.Groups[g])
            {
                int shape = _layout.Floating[f].Shape;
                for (int j = 0; j < _layout.Graph.Shapes[shape].Dimension; j++)
                {
                    double* slope = GroupSlope(g, f, j, lanes);
                    Lanes.Dot(_memory.Work(8 + g), slope, lanes, out double re, out _);
                    gradient[_shapeOffsets[shape] + j] += 2 * re;
                }
            }
        }
    }

    // ∂φ_g/∂s_j, by a floating shape f of the group.
    private double* GroupSlope(int group, int f, int j, int lanes)
    {
        int[] members = _layout.Groups[group];
        if (members.Length == 1) return Shape(f, 1 + j);
        double* product = _memory.Work(2);
        Buffer.MemoryCopy(Shape(f, 1 + j), product, 16L * lanes, 16L * lanes);
        foreach (int other in members)
        {
            if (other != f) Multiply(product, Shape(other, 0), lanes);
        }

        return product;
    }

    // ∂²φ_g/∂s_j∂s_i, by floating shapes f and e of the group.
    private double* GroupCurvature(int group, int f, int j, int e, int i, int lanes)
    {
        double* product = _memory.Work(3);
        Buffer.MemoryCopy(f == e ? Shape(f, SecondSlot(j, i)) : Shape(f, 1 + j), product, 16L * lanes, 16L * lanes);
        if (f != e) Multiply(product, Shape(e, 1 + i), lanes);
        foreach (int other in _layout.Groups[group])
        {
            if (other != f && other != e) Multiply(product, Shape(other, 0), lanes);
        }

        return product;
    }

    private void Hessian(double* data, double* weights, int q, WaveBlock block, int first, int count, WaveSample sample, SumResult result)
    {
        int lanes = sample.Lanes, shapesAt = 2 * _classes * _waves, n = _waves + _shapeDimension, dimension = result.Dimension;
        double[] hessian = result.Hessian;
        int slopes = (2 * _waves) + _shapeDimension;
        double* slope = _memory.At(_memory.SlopesAt);
        new Span<double>(slope, slopes * lanes).Clear();
        double* vectors = _memory.At(_memory.VectorsAt), weighted = vectors + (2L * n * lanes);
        double* x = _memory.Work(0), y = _memory.Work(1);
        for (int g = 1; g < _layout.Groups.Count; g++) new Span<double>(_memory.Work(8 + g), 2 * lanes).Clear();
        bool[] isActive = new bool[n];
        var active = new List<int>();
        for (int s = 0; s < _segments.Count;)
        {
            int helicity = _segments[s].Helicity;
            foreach (int i in active) isActive[i] = false;
            active.Clear();
            Lanes.WeighConjugate(x, weights, Amplitude(q, helicity), lanes);
            for (; s < _segments.Count && _segments[s].Helicity == helicity; s++)
            {
                Segment segment = _segments[s];
                for (int i = 0; i < segment.Count; i++)
                {
                    int wave = _layout.Basis[sample.Columns[segment.First + i].Basis].Wave;
                    double* column = data + ((segment.First + i) * 2L * lanes);
                    double* vector = Activate(wave);
                    if (segment.Group == 0) Add(vector, column, lanes);
                    else Lanes.AddProduct(vector, Group(segment.Group), column, lanes);
                }

                if (segment.Group == 0) continue;
                Lanes.AddProduct(_memory.Work(8 + segment.Group), x, SegmentSum(q, s), lanes);
                foreach (int f in _layout.Groups[segment.Group])
                {
                    int shape = _layout.Floating[f].Shape;
                    for (int j = 0; j < _layout.Graph.Shapes[shape].Dimension; j++)
                    {
                        double* groupSlope = GroupSlope(segment.Group, f, j, lanes);
                        int at = _shapeOffsets[shape] + j;
                        Lanes.AddProduct(Activate(_waves + at - shapesAt), groupSlope, SegmentSum(q, s), lanes);
                        Lanes.Product(y, x, groupSlope, lanes);
                        for (int i = 0; i < segment.Count; i++)
                        {
                            int wave = _layout.Basis[sample.Columns[segment.First + i].Basis].Wave, coupling = 2 * ((q * _waves) + wave);
                            Lanes.Dot(y, data + ((segment.First + i) * 2L * lanes), lanes, out double re, out double im);
                            Put(coupling, at, 2 * re);
                            Put(coupling + 1, at, -2 * im);
                        }
                    }
                }
            }

            Rank(active, q, helicity);
        }

        for (int g = 1; g < _layout.Groups.Count; g++) Bend(g);
        Measure();

        double* Activate(int i)
        {
            double* vector = vectors + (2L * i * lanes);
            if (isActive[i]) return vector;
            isActive[i] = true;
            active.Add(i);
            new Span<double>(vector, 2 * lanes).Clear();
            return vector;
        }

        void Put(int i, int j, double value)
        {
            hessian[(i * dimension) + j] += value;
            if (i != j) hessian[(j * dimension) + i] += value;
        }

        // What couplings and shapes give together to |A_λ|², and the slopes of the density.
        void Rank(List<int> members, int charge, int helicity)
        {
            double* amplitude = Amplitude(charge, helicity);
            for (int a = 0; a < members.Count; a++)
            {
                int i = members[a];
                double* u = vectors + (2L * i * lanes), w = weighted + (2L * i * lanes);
                for (int e = 0; e < lanes; e++)
                {
                    (w[e], w[lanes + e]) = (weights[e] * u[e], weights[e] * u[lanes + e]);
                    double re = (amplitude[e] * u[e]) + (amplitude[lanes + e] * u[lanes + e]), im = (amplitude[e] * u[lanes + e]) - (amplitude[lanes + e] * u[e]);
                    if (i < _waves)
                    {
                        slope[(2 * i * lanes) + e] += 2 * re;
                        slope[(((2 * i) + 1) * lanes) + e] -= 2 * im;
                    }
                    else
                    {
                        slope[((_waves + i) * lanes) + e] += 2 * re;
                    }
                }
            }

            for (int a = 0; a < members.Count; a++)
            {
                int i = members[a];
                for (int b = a; b < members.Count; b++)
                {
                    int j = members[b];
                    Lanes.ConjugateDot(weighted + (2L * i * lanes), vectors + (2L * j * lanes), lanes, out double re, out double im);
                    int atI = At(i, charge), atJ = At(j, charge);
                    if (i == j)
                    {
                        Put(atI, atI, 2 * re);
                        if (i < _waves) Put(atI + 1, atI + 1, 2 * re);
                        continue;
                    }

                    Put(atI, atJ, 2 * re);
                    if (j < _waves) Put(atI, atJ + 1, -2 * im);
                    if (i < _waves) Put(atI + 1, atJ, 2 * im);
                    if (i < _waves && j < _waves) Put(atI + 1, atJ + 1, 2 * re);
                }
            }
        }

        int At(int i, int charge) => i < _waves ? 2 * ((charge * _waves) + i) : shapesAt + i - _waves;

        void Bend(int g)
        {
            double* sum = _memory.Work(8 + g);
            foreach (int f in _layout.Groups[g])
            {
                int shape = _layout.Floating[f].Shape;
                foreach (int e in _layout.Groups[g])
                {
                    int other = _layout.Floating[e].Shape;
                    for (int j = 0; j < _layout.Graph.Shapes[shape].Dimension; j++)
                    {
                        for (int i = 0; i < _layout.Graph.Shapes[other].Dimension; i++)
                        {
                            Lanes.Dot(sum, GroupCurvature(g, f, j, e, i, lanes), lanes, out double re, out _);
                            hessian[((_shapeOffsets[shape] + j) * dimension) + _shapeOffsets[other] + i] += 2 * re;
                        }
                    }
                }
            }
        }

        // The rank-one part, ψ'' of each measurement times the slopes of its mean density.
        void Measure()
        {
            int size = sample.GroupSize, groups = (count + size - 1) / size;
            double* curvature = _memory.At(TileMemory.CurvatureAt), share = _memory.At(TileMemory.ShareAt);
            bool any = false;
            for (int g = 0; g < groups; g++) any |= curvature[g] != 0;
            if (!any) return;
            for (int i = 0; i < slopes; i++)
            {
                double* row = slope + ((long)i * lanes);
                for (int g = 0; g < groups; g++)
                {
                    double sum = 0;
                    for (int e = g * size; e < Math.Min(count, (g + 1) * size); e++)
                    {
                        if (block.IsNegative is null || block.IsNegative[first + e] == (q == 1)) sum += share[e] * row[e];
                    }

                    row[g] = sum;
                }

                for (int g = groups; g < lanes; g++) row[g] = 0;
            }

            for (int g = groups; g < lanes; g++) curvature[g] = 0;
            double* bent = _memory.Work(4);
            for (int i = 0; i < slopes; i++)
            {
                double* row = slope + ((long)i * lanes);
                for (int e = 0; e < lanes; e++) bent[e] = curvature[e] * row[e];
                for (int j = i; j < slopes; j++) Put(Slot(i), Slot(j), Lanes.RealDot(bent, slope + ((long)j * lanes), lanes));
            }
        }

        int Slot(int i) => i < 2 * _waves ? (2 * q * _waves) + i : shapesAt + i - (2 * _waves);
    }

    private static void Add(double* a, double* b, int lanes)
    {
        for (int e = 0; e < 2 * lanes; e++) a[e] += b[e];
    }

    private static void Multiply(double* a, double* b, int lanes)
    {
        for (int e = 0; e < lanes; e++) (a[e], a[lanes + e]) = ((a[e] * b[e]) - (a[lanes + e] * b[lanes + e]), (a[e] * b[lanes + e]) + (a[lanes + e] * b[e]));
    }

    private double* Amplitude(int q, int helicity) => _memory.At(TileMemory.AmplitudesAt + (2 * ((q * _helicities) + helicity)));

    private double* SegmentSum(int q, int segment) => _memory.At(_memory.SegmentSumsAt + (2 * ((q * _segments.Count) + segment)));

    private double* Group(int g) => _memory.At(_memory.GroupsAt + (2 * g));

    private double* Shape(int f, int slot) => _memory.At(_memory.ShapesAt + (f * _memory.ShapeStride) + (2 * slot));

    private int SecondSlot(int j, int i) => 1 + _memory.ShapeSlots + (j * _memory.ShapeSlots) + i;

    private readonly record struct Segment(int Helicity, int Group, int First, int Count);
}
