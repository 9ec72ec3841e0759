namespace Pullback.Data.Tables;

/// <summary>Reads a tile of rows.</summary>
/// <param name="first">First row, counted from 0.</param>
/// <param name="destination">Filled completely.</param>
public delegate void TileReader(long first, Span<double> destination);
