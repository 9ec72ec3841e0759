using Pullback.Numerics.Simd;

namespace Pullback.Autodiff.Execution.Emitted;

/// <summary>The number of interleaved partial sums, the same for all widths.</summary>
internal static class SumEventsLanes
{
    public const int Count = SumEventsInstruction<SimdScalar<double>, double>.Lanes;
}
