using System.Runtime.InteropServices;

namespace Pullback.Autodiff.Execution;

/// <summary>Aligned memory outside of the garbage-collected heap that grows on demand.</summary>
internal sealed unsafe class NativeBuffer : IDisposable
{
    private nuint _bytes;

    ~NativeBuffer() => Free();

    public byte* Start { get; private set; }

    /// <summary>Makes room; the content is lost, new memory is zero.</summary>
    public byte* Reserve(long bytes)
    {
        if ((nuint)bytes > _bytes)
        {
            Free();
            _bytes = (nuint)bytes;
            Start = (byte*)NativeMemory.AlignedAlloc(_bytes, 64);
            NativeMemory.Clear(Start, _bytes);
        }

        return Start;
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(Start);
        Start = null;
        _bytes = 0;
    }
}
