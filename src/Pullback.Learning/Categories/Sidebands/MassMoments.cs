namespace Pullback.Learning.Categories.Sidebands;

/// <summary>All that the unbinned fit needs of its events: sums of weights and squared weights with powers of the mass.</summary>
internal struct MassMoments
{
    /// <summary>Σ w.</summary>
    public double Weight;

    /// <summary>Σ w m.</summary>
    public double WeightMass;

    /// <summary>Σ w².</summary>
    public double Squares;

    /// <summary>Σ w² m.</summary>
    public double SquaresMass;

    /// <summary>Σ w² m².</summary>
    public double SquaresMassMass;

    /// <summary>Events of non-zero weight.</summary>
    public long Events;

    /// <summary>Adds one event.</summary>
    public void Add(double mass, double weight)
    {
        if (weight == 0.0) return;
        double square = weight * weight;
        Weight += weight;
        WeightMass += weight * mass;
        Squares += square;
        SquaresMass += square * mass;
        SquaresMassMass += square * mass * mass;
        Events++;
    }
}
