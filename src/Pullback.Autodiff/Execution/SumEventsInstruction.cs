using System.Numerics;
using System.Runtime.CompilerServices;
using Pullback.Autodiff.Execution.Emitted;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff.Execution;

/// <summary>
/// Sums an event value over the events of a chunk. Event <c>i</c> of the chunk goes to partial sum <c>i mod 32</c> whatever the vector width
/// and the tile, so that every executor adds in the same order.
/// </summary>
internal sealed unsafe class SumEventsInstruction<TVector, T> : Reduction, ISumOfEvents
    where TVector : unmanaged, ISimd<TVector, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Number of interleaved partial sums.</summary>
    public const int Lanes = LaneFold.Lanes;

    public required int Length { get; init; }

    public override string Name => "sumEvents";

    public override int AccumulatorBytes => Length * Lanes * sizeof(T);

    public override int PartialBytes => ((Length * sizeof(double)) + 63) & ~63;

    public override void Begin(Frame frame) => new Span<byte>(frame.Accumulators + AccumulatorOffset, AccumulatorBytes).Clear();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Execute(Frame frame)
    {
        var accumulators = (T*)(frame.Accumulators + AccumulatorOffset);
        var input = (T*)frame.Address(Inputs[0]);
        nint rows = frame.Rows;
        nint whole = rows & ~(Lanes - 1);
        for (nint element = 0; element < Length; element++)
        {
            T* lanes = accumulators + (element * Lanes);
            T* x = input + (element * frame.Pitch);
            if (TVector.Count * 4 <= Lanes)
            {
                for (nint lane = 0; lane < Lanes; lane += TVector.Count * 4)
                {
                    T* target = lanes + lane;
                    TVector a = TVector.Load(target);
                    TVector b = TVector.Load(target + TVector.Count);
                    TVector c = TVector.Load(target + (TVector.Count * 2));
                    TVector d = TVector.Load(target + (TVector.Count * 3));
                    for (nint row = lane; row < whole; row += Lanes)
                    {
                        a += TVector.Load(x + row);
                        b += TVector.Load(x + row + TVector.Count);
                        c += TVector.Load(x + row + (TVector.Count * 2));
                        d += TVector.Load(x + row + (TVector.Count * 3));
                    }

                    TVector.Store(a, target);
                    TVector.Store(b, target + TVector.Count);
                    TVector.Store(c, target + (TVector.Count * 2));
                    TVector.Store(d, target + (TVector.Count * 3));
                }
            }
            else
            {
                for (nint lane = 0; lane < Lanes; lane += TVector.Count)
                {
                    TVector a = TVector.Load(lanes + lane);
                    for (nint row = lane; row < whole; row += Lanes)
                    {
                        a += TVector.Load(x + row);
                    }

                    TVector.Store(a, lanes + lane);
                }
            }

            for (nint row = whole; row < rows; row++)
            {
                lanes[row - whole] += x[row];
            }
        }
    }

    public override void End(Frame frame)
    {
        var accumulators = (T*)(frame.Accumulators + AccumulatorOffset);
        var partial = (double*)(frame.Partial + PartialOffset);
        for (nint element = 0; element < Length; element++)
        {
            partial[element] = LaneFold.Sum(accumulators + (element * Lanes));
        }
    }

    public override void Finish(Frame frame, byte* partials, nint stride, int chunks)
    {
        var output = (T*)frame.Address(Output);
        for (nint element = 0; element < Length; element++)
        {
            double sum = 0;
            double compensation = 0;
            for (nint chunk = 0; chunk < chunks; chunk++)
            {
                double value = ((double*)(partials + (chunk * stride) + PartialOffset))[element];
                double next = sum + value;
                double shadow = next - sum;
                compensation += (sum - (next - shadow)) + (value - shadow);
                sum = next;
            }

            // Beyond the range of numbers the compensation is not a number; the plain sum says what happened.
            output[element] = T.CreateTruncating(double.IsFinite(sum) ? sum + compensation : sum);
        }
    }
}
