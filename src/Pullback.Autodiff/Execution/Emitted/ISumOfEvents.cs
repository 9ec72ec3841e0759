namespace Pullback.Autodiff.Execution.Emitted;

/// <summary>A sum over events that a segment can do itself: event i of a chunk is added to lane i modulo <see cref="SumEventsLanes.Count"/>.</summary>
internal interface ISumOfEvents
{
    /// <summary>Number of elements of the summed value.</summary>
    int Length { get; }

    /// <summary>Offset of the lanes in the frame's running sums.</summary>
    int AccumulatorOffset { get; }
}
