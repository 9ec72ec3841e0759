namespace Pullback.Learning.Categories.Toys;

/// <summary>One process of <see cref="ThreeGaussians"/>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Mean">The mean of its coordinates. Shape [coordinate].</param>
/// <param name="CrossSection">Its cross section.</param>
internal readonly record struct GaussianProcess(string Name, double[] Mean, double CrossSection)
{
    // Covariance 0.8·1 + 0.2: eigenvalue 1.4 along (1, 1, 1), 0.8 across.
    private const double Along = 1.4;
    private const double Across = 0.8;

    /// <summary>The processes of the paper: two signals, five backgrounds.</summary>
    public static IReadOnlyList<GaussianProcess> All { get; } =
    [
        new("signal1", [1.5, -1, -1], 0.5),
        new("signal2", [-1, 1.5, -1], 0.1),
        new("bkg1", [-0.5, -0.5, 1], 100),
        new("bkg2", [0.5, -0.5, 0.8], 80),
        new("bkg3", [0.5, 0.5, -0.6], 50),
        new("bkg4", [-0.5, 1, -0.4], 20),
        new("bkg5", [-0.5, 0.5, -0.2], 10),
    ];

    /// <summary>The process of a name.</summary>
    public static GaussianProcess Named(string name) => All.First(p => p.Name == name);

    /// <summary>Standard normal numbers become coordinates.</summary>
    public void Place(Span<double> x)
    {
        // √covariance = √0.8 · 1 + (√1.4 − √0.8)/3.
        double common = (Math.Sqrt(Along) - Math.Sqrt(Across)) / 3.0 * (x[0] + x[1] + x[2]);
        for (int d = 0; d < 3; d++) x[d] = Mean[d] + (Math.Sqrt(Across) * x[d]) + common;
    }

    /// <summary>The logarithm of the density up to a constant that all processes share.</summary>
    public double LogDensity(ReadOnlySpan<double> x)
    {
        double a = x[0] - Mean[0];
        double b = x[1] - Mean[1];
        double c = x[2] - Mean[2];
        double sum = a + b + c;
        double along = sum * sum / 3.0;
        return -0.5 * ((along / Along) + (((a * a) + (b * b) + (c * c) - along) / Across));
    }
}
