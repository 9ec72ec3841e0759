using Pullback.Autodiff;

namespace Pullback.Statistics.Likelihoods;

/// <summary>A density of events, or a factor of one, as an expression; it need not be normalised.</summary>
/// <remarks>
/// It is traced once for every sample. Columns are scalars of each event, or, where several rows make up one measured event, of shape [row]: operations act on
/// them element by element, so that the same expression serves both.
/// </remarks>
/// <param name="columns">The columns of the sample.</param>
/// <param name="parameters">The parameters of the likelihood.</param>
/// <returns>Of the shape of the columns.</returns>
public delegate Expr TracedDensity(TracedSample columns, TracedParameters parameters);
