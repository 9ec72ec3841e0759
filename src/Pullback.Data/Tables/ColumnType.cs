namespace Pullback.Data.Tables;

#pragma warning disable CA1720 // The members are number types: their names are the point.

/// <summary>What the numbers of a column were in their file. All are read as doubles; writers keep the type.</summary>
public enum ColumnType
{
    /// <summary>Double precision.</summary>
    Float64,

    /// <summary>Single or half precision.</summary>
    Float32,

    /// <summary>Integers of magnitude at most 2^53 − 1.</summary>
    Int64,

    /// <summary>Truth values, read as 0 and 1.</summary>
    Boolean,
}
