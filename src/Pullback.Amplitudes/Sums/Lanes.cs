using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Pullback.Amplitudes.Sums;

/// <summary>Complex arithmetic over the lanes of a tile; counts are multiples of 8.</summary>
internal static unsafe class Lanes
{
    /// <summary><c>a += Σ_i c_i b_i</c> over columns that lie one after the other.</summary>
    /// <param name="a">Real parts, then imaginary parts, shape [part, lane].</param>
    /// <param name="b">Shape [column, part, lane].</param>
    /// <param name="coefficients">Shape [column, part].</param>
    /// <param name="columns">How many columns there are.</param>
    /// <param name="lanes">How many lanes there are.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Combine(double* a, double* b, double* coefficients, int columns, int lanes)
    {
        for (int v = 0; v < lanes; v += 8)
        {
            Vector256<double> re0 = Vector256.Load(a + v), re1 = Vector256.Load(a + v + 4), im0 = Vector256.Load(a + lanes + v), im1 = Vector256.Load(a + lanes + v + 4);
            double* column = b + v;
            for (int i = 0; i < columns; i++, column += 2 * lanes)
            {
                Vector256<double> cr = Vector256.Create(coefficients[2 * i]), ci = Vector256.Create(coefficients[(2 * i) + 1]);
                Vector256<double> x0 = Vector256.Load(column), x1 = Vector256.Load(column + 4), y0 = Vector256.Load(column + lanes), y1 = Vector256.Load(column + lanes + 4);
                re0 = Vector256.FusedMultiplyAdd(cr, x0, Vector256.FusedMultiplyAdd(-ci, y0, re0));
                re1 = Vector256.FusedMultiplyAdd(cr, x1, Vector256.FusedMultiplyAdd(-ci, y1, re1));
                im0 = Vector256.FusedMultiplyAdd(cr, y0, Vector256.FusedMultiplyAdd(ci, x0, im0));
                im1 = Vector256.FusedMultiplyAdd(cr, y1, Vector256.FusedMultiplyAdd(ci, x1, im1));
            }

            re0.Store(a + v);
            re1.Store(a + v + 4);
            im0.Store(a + lanes + v);
            im1.Store(a + lanes + v + 4);
        }
    }

    /// <summary><c>a += x b</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddProduct(double* a, double* x, double* b, int lanes)
    {
        for (int v = 0; v < lanes; v += 4)
        {
            Vector256<double> xr = Vector256.Load(x + v), xi = Vector256.Load(x + lanes + v), br = Vector256.Load(b + v), bi = Vector256.Load(b + lanes + v);
            Vector256.FusedMultiplyAdd(xr, br, Vector256.FusedMultiplyAdd(-xi, bi, Vector256.Load(a + v))).Store(a + v);
            Vector256.FusedMultiplyAdd(xr, bi, Vector256.FusedMultiplyAdd(xi, br, Vector256.Load(a + lanes + v))).Store(a + lanes + v);
        }
    }

    /// <summary><c>a = x b</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Product(double* a, double* x, double* b, int lanes)
    {
        for (int v = 0; v < lanes; v += 4)
        {
            Vector256<double> xr = Vector256.Load(x + v), xi = Vector256.Load(x + lanes + v), br = Vector256.Load(b + v), bi = Vector256.Load(b + lanes + v);
            Vector256.FusedMultiplyAdd(xr, br, -(xi * bi)).Store(a + v);
            Vector256.FusedMultiplyAdd(xr, bi, xi * br).Store(a + lanes + v);
        }
    }

    /// <summary><c>p += |a|²</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddSquare(double* p, double* a, int lanes)
    {
        for (int v = 0; v < lanes; v += 4)
        {
            Vector256<double> re = Vector256.Load(a + v), im = Vector256.Load(a + lanes + v);
            Vector256.FusedMultiplyAdd(re, re, Vector256.FusedMultiplyAdd(im, im, Vector256.Load(p + v))).Store(p + v);
        }
    }

    /// <summary><c>x = w conj(a)</c> with real w.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void WeighConjugate(double* x, double* w, double* a, int lanes)
    {
        for (int v = 0; v < lanes; v += 4)
        {
            Vector256<double> weight = Vector256.Load(w + v);
            (weight * Vector256.Load(a + v)).Store(x + v);
            (-weight * Vector256.Load(a + lanes + v)).Store(x + lanes + v);
        }
    }

    /// <summary><c>Σ x b</c> over the lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Dot(double* x, double* b, int lanes, out double re, out double im)
    {
        Vector256<double> r0 = default, r1 = default, i0 = default, i1 = default;
        for (int v = 0; v < lanes; v += 4)
        {
            Vector256<double> xr = Vector256.Load(x + v), xi = Vector256.Load(x + lanes + v), br = Vector256.Load(b + v), bi = Vector256.Load(b + lanes + v);
            r0 = Vector256.FusedMultiplyAdd(xr, br, r0);
            r1 = Vector256.FusedMultiplyAdd(xi, bi, r1);
            i0 = Vector256.FusedMultiplyAdd(xr, bi, i0);
            i1 = Vector256.FusedMultiplyAdd(xi, br, i1);
        }

        re = Vector256.Sum(r0 - r1);
        im = Vector256.Sum(i0 + i1);
    }

    /// <summary><c>Σ w conj(x) y</c> over the lanes, with <paramref name="wx"/> = w x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ConjugateDot(double* wx, double* y, int lanes, out double re, out double im)
    {
        Vector256<double> r0 = default, r1 = default, i0 = default, i1 = default;
        for (int v = 0; v < lanes; v += 4)
        {
            Vector256<double> xr = Vector256.Load(wx + v), xi = Vector256.Load(wx + lanes + v), br = Vector256.Load(y + v), bi = Vector256.Load(y + lanes + v);
            r0 = Vector256.FusedMultiplyAdd(xr, br, r0);
            r1 = Vector256.FusedMultiplyAdd(xi, bi, r1);
            i0 = Vector256.FusedMultiplyAdd(xr, bi, i0);
            i1 = Vector256.FusedMultiplyAdd(xi, br, i1);
        }

        re = Vector256.Sum(r0 + r1);
        im = Vector256.Sum(i0 - i1);
    }

    /// <summary><c>Σ x y</c> of real lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double RealDot(double* x, double* y, int lanes)
    {
        Vector256<double> sum = default;
        for (int v = 0; v < lanes; v += 4) sum = Vector256.FusedMultiplyAdd(Vector256.Load(x + v), Vector256.Load(y + v), sum);
        return Vector256.Sum(sum);
    }

    /// <summary>A Breit-Wigner amplitude <c>1/(a − s − i b h)</c>.</summary>
    /// <param name="r">Receives R, shape [part, lane].</param>
    /// <param name="s">Shape [lane].</param>
    /// <param name="h">Shape [lane].</param>
    /// <param name="a">a.</param>
    /// <param name="b">b.</param>
    /// <param name="lanes">How many lanes there are.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Resonance(double* r, double* s, double* h, double a, double b, int lanes)
    {
        Vector256<double> va = Vector256.Create(a), vb = Vector256.Create(b);
        for (int v = 0; v < lanes; v += 4)
        {
            Vector256<double> x = va - Vector256.Load(s + v), y = vb * Vector256.Load(h + v);
            Vector256<double> inverse = Vector256<double>.One / Vector256.FusedMultiplyAdd(x, x, y * y);
            (x * inverse).Store(r + v);
            (y * inverse).Store(r + lanes + v);
        }
    }

    /// <summary><c>d = −R²</c> and <c>e = i h R²</c>, the derivatives of a Breit-Wigner amplitude by a and b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ResonanceSlopes(double* d, double* e, double* r, double* h, int lanes)
    {
        for (int v = 0; v < lanes; v += 4)
        {
            Vector256<double> re = Vector256.Load(r + v), im = Vector256.Load(r + lanes + v), width = Vector256.Load(h + v);
            Vector256<double> sr = (re * re) - (im * im), si = 2.0 * re * im;
            (-sr).Store(d + v);
            (-si).Store(d + lanes + v);
            (-width * si).Store(e + v);
            (width * sr).Store(e + lanes + v);
        }
    }
}
