namespace Pullback.Learning.Categories;

/// <summary>How trained numbers become the means of mixture components.</summary>
public enum MeanNormalization
{
    /// <summary>Softmax with a zero logit appended: the mean is a point of the simplex, as the scores of a classifier are.</summary>
    Softmax,

    /// <summary>A logistic function per dimension, scaled to the dimension's range.</summary>
    Sigmoid,
}
