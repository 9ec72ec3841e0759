using Pullback.Data.Processes;

namespace Pullback.Cli.Observables;

/// <summary>Where the events of a training come from.</summary>
internal abstract record DataSettings;

/// <summary>The user's own events.</summary>
/// <param name="Processes">One signal and at least one background.</param>
internal sealed record ProcessData(IReadOnlyList<ProcessSpecification> Processes) : DataSettings;

/// <summary>Events drawn from normal blobs in the plane.</summary>
/// <param name="Points">Events per blob.</param>
/// <param name="Luminosity">Factor on all yields.</param>
/// <param name="SignalScale">Expected signal events at unit luminosity.</param>
/// <param name="BackgroundScale">Expected events of each background at unit luminosity.</param>
internal abstract record GeneratedData(int Points, double Luminosity, double SignalScale, double BackgroundScale) : DataSettings;

/// <summary>A signal and two backgrounds whose spread is the uncertainty.</summary>
internal sealed record ThreeBlobs(
    int Points, double Luminosity, double SignalScale, double BackgroundScale, double[] SignalMean, double[] Background1Mean, double[] Background2Mean)
    : GeneratedData(Points, Luminosity, SignalScale, BackgroundScale);

/// <summary>Three samples of which <paramref name="Group"/> is the signal.</summary>
internal sealed record ThreeSamples(int Points, double Luminosity, double SignalScale, double BackgroundScale, double[] Mean1, double[] Mean2, double[] Mean3, int Group)
    : GeneratedData(Points, Luminosity, SignalScale, BackgroundScale);

/// <summary>A signal and a background with an up and a down variation.</summary>
internal sealed record FourBlobs(
    int Points, double Luminosity, double SignalScale, double BackgroundScale, double[] SignalMean, double[] BackgroundMean, double[] UpMean, double[] DownMean)
    : GeneratedData(Points, Luminosity, SignalScale, BackgroundScale);
