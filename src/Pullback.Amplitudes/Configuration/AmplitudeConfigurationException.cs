namespace Pullback.Amplitudes.Configuration;

/// <summary>A configuration does not describe an amplitude; the message says where, what was found, what is allowed and what to do.</summary>
public sealed class AmplitudeConfigurationException : Exception
{
    /// <summary>A problem.</summary>
    /// <param name="message">The sentence.</param>
    /// <param name="inner">Its cause, if another exception was.</param>
    public AmplitudeConfigurationException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
