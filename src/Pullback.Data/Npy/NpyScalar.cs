namespace Pullback.Data.Npy;

/// <summary>A number type with its byte order.</summary>
/// <param name="Kind">The type.</param>
/// <param name="BigEndian">True if the most significant byte comes first.</param>
public readonly record struct NpyScalar(NpyScalarKind Kind, bool BigEndian)
{
    /// <summary>Bytes per number.</summary>
    public int Size => Kind switch
    {
        NpyScalarKind.Boolean or NpyScalarKind.Int8 or NpyScalarKind.UInt8 => 1,
        NpyScalarKind.Int16 or NpyScalarKind.UInt16 or NpyScalarKind.Float16 => 2,
        NpyScalarKind.Int32 or NpyScalarKind.UInt32 or NpyScalarKind.Float32 => 4,
        _ => 8,
    };

    /// <summary>True for the types with a fraction, false for integers and truth values.</summary>
    public bool IsFloatingPoint => Kind is NpyScalarKind.Float16 or NpyScalarKind.Float32 or NpyScalarKind.Float64;

    /// <summary>True for the types whose values a double may not hold exactly.</summary>
    internal bool MayBeInexact => Kind is NpyScalarKind.Int64 or NpyScalarKind.UInt64;

    /// <summary>True if the bytes have to be reversed on this machine.</summary>
    internal bool Swapped => Size > 1 && BigEndian == BitConverter.IsLittleEndian;

    /// <summary>Reads a type descriptor such as <c>&lt;f8</c>.</summary>
    /// <param name="descriptor">The descriptor.</param>
    /// <param name="where">File for the error.</param>
    /// <exception cref="DataFormatException">The type is not a number type that is read.</exception>
    internal static NpyScalar Parse(string descriptor, string where)
    {
        const string Allowed = "boolean '|b1', integers i1 to i8 and u1 to u8, floating point f2, f4 and f8, each with byte order '<', '>', '=' or '|'";
        var order = descriptor.Length > 0 && descriptor[0] is ('<' or '>' or '=' or '|') ? descriptor[0] : '=';
        var code = descriptor.Length > 0 && descriptor[0] is ('<' or '>' or '=' or '|') ? descriptor[1..] : descriptor;
        if (code is "O" or "O8" or "O4")
        {
            throw new DataFormatException(
                where,
                "the array holds Python objects, which are stored as pickled data; reading them would mean running code from the file",
                Allowed,
                "Write the numbers with a number type, for example array.astype('f8')");
        }

        NpyScalarKind? kind = code switch
        {
            "b1" or "?" => NpyScalarKind.Boolean,
            "i1" => NpyScalarKind.Int8,
            "i2" => NpyScalarKind.Int16,
            "i4" => NpyScalarKind.Int32,
            "i8" => NpyScalarKind.Int64,
            "u1" => NpyScalarKind.UInt8,
            "u2" => NpyScalarKind.UInt16,
            "u4" => NpyScalarKind.UInt32,
            "u8" => NpyScalarKind.UInt64,
            "f2" => NpyScalarKind.Float16,
            "f4" => NpyScalarKind.Float32,
            "f8" => NpyScalarKind.Float64,
            _ => null,
        };
        if (kind is not { } known)
        {
            var advice = code.Length > 0 && code[0] is ('U' or 'S') ? "Text cannot be an observable: leave it out or encode it as numbers"
                : code.Length > 0 && code[0] == 'c' ? "Store the real and the imaginary part as two arrays"
                : "Convert the array before writing it, for example with array.astype('f8')";
            throw new DataFormatException(where, $"the type '{descriptor}' is not a number type that is read", Allowed, advice);
        }

        var bigEndian = order switch { '>' => true, '<' => false, _ => !BitConverter.IsLittleEndian };
        return new NpyScalar(known, bigEndian);
    }
}
