namespace Pullback.Autodiff.Planning;

/// <summary>Places blocks of different lifetimes in one linear memory: first fit among the gaps that earlier blocks left.</summary>
internal sealed class Arena
{
    private readonly SortedList<long, long> _gaps = [];

    /// <summary>The size that holds all blocks.</summary>
    public long Size { get; private set; }

    public long Allocate(long bytes)
    {
        for (int i = 0; i < _gaps.Count; i++)
        {
            long offset = _gaps.GetKeyAtIndex(i);
            long gap = _gaps.GetValueAtIndex(i);
            if (gap >= bytes)
            {
                _gaps.RemoveAt(i);
                if (gap > bytes)
                {
                    _gaps.Add(offset + bytes, gap - bytes);
                }

                return offset;
            }
        }

        if (_gaps.Count > 0 && _gaps.GetKeyAtIndex(_gaps.Count - 1) + _gaps.GetValueAtIndex(_gaps.Count - 1) == Size)
        {
            long offset = _gaps.GetKeyAtIndex(_gaps.Count - 1);
            _gaps.RemoveAt(_gaps.Count - 1);
            Size = offset + bytes;
            return offset;
        }

        Size += bytes;
        return Size - bytes;
    }

    public void Free(long offset, long bytes)
    {
        if (bytes == 0)
        {
            return;
        }

        _gaps.Add(offset, bytes);
        int i = _gaps.IndexOfKey(offset);
        if (i + 1 < _gaps.Count && offset + bytes == _gaps.GetKeyAtIndex(i + 1))
        {
            bytes += _gaps.GetValueAtIndex(i + 1);
            _gaps.RemoveAt(i + 1);
            _gaps[offset] = bytes;
        }

        if (i > 0 && _gaps.GetKeyAtIndex(i - 1) + _gaps.GetValueAtIndex(i - 1) == offset)
        {
            long previous = _gaps.GetKeyAtIndex(i - 1);
            _gaps.RemoveAt(i);
            _gaps[previous] += bytes;
        }
    }
}
