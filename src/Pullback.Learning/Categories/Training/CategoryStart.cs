namespace Pullback.Learning.Categories.Training;

/// <summary>Where a training of categories starts.</summary>
public enum CategoryStart
{
    /// <summary>At groups of events of like ratio of signal to background; the first start at quantiles of the ratio, the others at random groups.</summary>
    Ratio,

    /// <summary>At random parameters, the way of gato-hep.</summary>
    Random,

    /// <summary>At parameters that are given.</summary>
    Given,
}
