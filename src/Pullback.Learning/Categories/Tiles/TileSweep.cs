namespace Pullback.Learning.Categories.Tiles;

/// <summary>Probabilities and assignment of events tile by tile, in one thread.</summary>
internal sealed unsafe class TileSweep
{
    private readonly CategoryModel _model;
    private readonly TilePass _pass;
    private readonly TileMemory _memory;
    private readonly double[] _constants;
    private readonly double[] _scores;

    public TileSweep(CategoryModel model, ReadOnlySpan<double> parameters, double temperature)
    {
        _model = model;
        _pass = model.NewPass();
        _memory = _pass.NewMemory(0);
        _constants = model.Constants(parameters, temperature);
        _scores = new double[model.Dimensions * Tile.Events];
    }

    /// <summary>The probabilities of at most one tile of events.</summary>
    /// <param name="rows">Shape [event, score].</param>
    /// <param name="destination">Shape [event, category].</param>
    public void Probabilities(ReadOnlySpan<double> rows, Span<double> destination)
    {
        int categories = _model.Categories;
        int events = Run(rows);
        for (int k = 0; k < categories; k++)
        {
            double* shares = _memory.Shares + (k * Tile.Events);
            for (int e = 0; e < events; e++) destination[(e * categories) + k] = shares[e] * _memory.Scale[e];
        }

        GC.KeepAlive(_memory);
    }

    /// <summary>The most probable category of at most one tile of events.</summary>
    /// <param name="rows">Shape [event, score].</param>
    /// <param name="destination">Shape [event].</param>
    public void Assign(ReadOnlySpan<double> rows, Span<int> destination)
    {
        int events = Run(rows);
        double* categories = _memory.Weighted;
        _pass.Largest(Tile.Padded(events), _memory, categories);
        for (int e = 0; e < events; e++) destination[e] = (int)categories[e];
        GC.KeepAlive(_memory);
    }

    private int Run(ReadOnlySpan<double> rows)
    {
        int events = rows.Length / _model.Dimensions;
        TileChunk.FillScores(rows, events, _model.Dimensions, _scores);
        fixed (double* constants = _constants, scores = _scores)
        {
            _pass.Shares(constants, scores, Tile.Padded(events), _memory);
        }

        return events;
    }
}
