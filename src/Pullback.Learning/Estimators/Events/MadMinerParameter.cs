namespace Pullback.Learning.Estimators.Events;

/// <summary>A parameter of the theory.</summary>
/// <param name="Name">Its name.</param>
/// <param name="LhaBlock">The block of the parameter card.</param>
/// <param name="LhaId">The number within the block.</param>
/// <param name="MaximalPower">The largest power in the squared matrix element.</param>
/// <param name="Low">The smallest value of interest.</param>
/// <param name="High">The largest value of interest.</param>
/// <param name="Transform">From the parameter to the value on the card; null for none.</param>
public sealed record MadMinerParameter(string Name, string LhaBlock, long LhaId, int MaximalPower, double Low, double High, ParameterTransform? Transform = null);
