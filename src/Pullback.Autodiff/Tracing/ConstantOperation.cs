using System.Globalization;

namespace Pullback.Autodiff.Tracing;

/// <summary>A constant of any shape; equal by content.</summary>
internal sealed record ConstantOperation(double[] Values) : LeafOperation
{
    public override string Name => Values.Length == 1 ? Values[0].ToString("R", CultureInfo.InvariantCulture) : "constant";

    public bool Equals(ConstantOperation? other)
    {
        if (other is null || other.Values.Length != Values.Length)
        {
            return false;
        }

        for (int i = 0; i < Values.Length; i++)
        {
            // By bits: 0 and -0 are different constants, and a NaN equals itself.
            if (BitConverter.DoubleToInt64Bits(Values[i]) != BitConverter.DoubleToInt64Bits(other.Values[i]))
            {
                return false;
            }
        }

        return true;
    }

    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (double value in Values)
        {
            hash.Add(BitConverter.DoubleToInt64Bits(value));
        }

        return hash.ToHashCode();
    }
}
