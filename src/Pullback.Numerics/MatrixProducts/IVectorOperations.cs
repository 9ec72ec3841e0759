namespace Pullback.Numerics.MatrixProducts;

/// <summary>The few vector instructions a matrix product needs, for one width: the kernels are written once over it.</summary>
/// <typeparam name="TVector">The register type.</typeparam>
/// <typeparam name="T">double or float.</typeparam>
internal unsafe interface IVectorOperations<TVector, T>
    where TVector : unmanaged
    where T : unmanaged
{
    /// <summary>Numbers in a vector.</summary>
    static abstract int Count { get; }

    /// <summary>Rows of the widest register tile.</summary>
    static abstract int TileRows { get; }

    /// <summary>Vectors in a row of the widest register tile.</summary>
    static abstract int TileVectors { get; }

    /// <summary>All lanes zero.</summary>
    static abstract TVector Zero { get; }

    /// <summary>Every lane the one number at the address.</summary>
    static abstract TVector Broadcast(T* source);

    /// <summary>Neighbouring numbers; no alignment needed.</summary>
    static abstract TVector Load(T* source);

    /// <summary>The first <paramref name="count"/> numbers, zero in the other lanes; reads no memory beyond.</summary>
    static abstract TVector LoadFirst(T* source, int count);

    /// <summary>Writes every lane.</summary>
    static abstract void Store(TVector value, T* destination);

    /// <summary>Writes the first <paramref name="count"/> lanes and no memory beyond.</summary>
    static abstract void StoreFirst(TVector value, T* destination, int count);

    /// <summary><c>left + right</c>.</summary>
    static abstract TVector Add(TVector left, TVector right);

    /// <summary><c>left · right + addend</c>, rounded once on every machine.</summary>
    static abstract TVector MultiplyAdd(TVector left, TVector right, TVector addend);
}
