namespace Pullback.Learning.Categories.Toys;

/// <summary>What the toy of <see cref="ThreeGaussians"/> shows of its events.</summary>
public enum GaussianScores
{
    /// <summary>The three coordinates themselves, with both signals.</summary>
    Coordinates,

    /// <summary>The probabilities of signal 1, signal 2 and background, which sum to one, with both signals.</summary>
    Classes,

    /// <summary>One score <c>R/(1 + R)</c>, <c>R = p₁/p_B</c>, with signal 1 alone.</summary>
    Ratio,
}
