using System.Numerics;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff.Execution.Portable;

/// <summary>Special functions applied lane by lane.</summary>
internal static unsafe class PortableMath
{
    private static TV Map<TV, T>(TV x, Func<double, double> f) where TV : unmanaged, ISimd<TV, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> { T* b = stackalloc T[TV.Count]; for (int i = 0; i < TV.Count; i++) b[i] = T.CreateTruncating(f(double.CreateTruncating(TV.Lane(x, i)))); return TV.Load(b); }
    private static TV Map<TV, T>(TV x, TV y, Func<double, double, double> f) where TV : unmanaged, ISimd<TV, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> { T* b = stackalloc T[TV.Count]; for (int i = 0; i < TV.Count; i++) b[i] = T.CreateTruncating(f(double.CreateTruncating(TV.Lane(x, i)), double.CreateTruncating(TV.Lane(y, i)))); return TV.Load(b); }
    public static TV Sin<TV, T>(TV x) where TV : unmanaged, ISimd<TV, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> => Map<TV, T>(x, static x => Math.Sin(x));
    public static TV Cos<TV, T>(TV x) where TV : unmanaged, ISimd<TV, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> => Map<TV, T>(x, static x => Math.Cos(x));
    public static TV Erf<TV, T>(TV x) where TV : unmanaged, ISimd<TV, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> => Map<TV, T>(x, static x => MathNet.Numerics.SpecialFunctions.Erf(x));
    public static TV Erfc<TV, T>(TV x) where TV : unmanaged, ISimd<TV, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> => Map<TV, T>(x, static x => MathNet.Numerics.SpecialFunctions.Erfc(x));
    public static TV LogErfc<TV, T>(TV x) where TV : unmanaged, ISimd<TV, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> => Map<TV, T>(x, static x => Math.Log(MathNet.Numerics.SpecialFunctions.Erfc(x)));
    public static TV NormalPdf<TV, T>(TV x) where TV : unmanaged, ISimd<TV, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> => Map<TV, T>(x, static x => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI));
    public static TV NormalCdf<TV, T>(TV x) where TV : unmanaged, ISimd<TV, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> => Map<TV, T>(x, static x => 0.5 * MathNet.Numerics.SpecialFunctions.Erfc(-x / Math.Sqrt(2)));
    public static TV LogNormalCdf<TV, T>(TV x) where TV : unmanaged, ISimd<TV, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> => Map<TV, T>(x, static x => Math.Log(0.5 * MathNet.Numerics.SpecialFunctions.Erfc(-x / Math.Sqrt(2))));
    public static TV LogGamma<TV, T>(TV x) where TV : unmanaged, ISimd<TV, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> => Map<TV, T>(x, static x => MathNet.Numerics.SpecialFunctions.GammaLn(x));
    public static TV Digamma<TV, T>(TV x) where TV : unmanaged, ISimd<TV, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> => Map<TV, T>(x, static x => MathNet.Numerics.SpecialFunctions.DiGamma(x));
    public static TV Atan2<TV, T>(TV x, TV y) where TV : unmanaged, ISimd<TV, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> => Map<TV, T>(x, y, static (a, b) => Math.Atan2(a, b));
    public static TV Pow<TV, T>(TV x, TV y) where TV : unmanaged, ISimd<TV, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> => Map<TV, T>(x, y, static (a, b) => Math.Pow(a, b));
}
