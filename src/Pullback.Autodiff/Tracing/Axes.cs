namespace Pullback.Autodiff.Tracing;

/// <summary>Checks of dimension numbers.</summary>
internal static class Axes
{
    /// <summary>The dimension counted from the first, where negative numbers count from the last.</summary>
    public static int Check(string operation, Shape shape, int axis)
    {
        int position = axis < 0 ? axis + shape.Rank : axis;
        return position >= 0 && position < shape.Rank
            ? position
            : throw new ArgumentOutOfRangeException(nameof(axis), $"{operation}: dimension {axis} does not exist in shape {shape}. "
                + "The event axis is not counted; sum over it with Op.SumEvents.");
    }
}
