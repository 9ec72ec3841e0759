using System.Globalization;
using Pullback.Cli.CommandLine;
using Pullback.Learning.Estimators.Training;

namespace Pullback.Cli.Estimators;

/// <summary>Prints a line for some of the epochs; members report from several threads.</summary>
/// <param name="context">The call.</param>
/// <param name="settings">The configuration.</param>
/// <param name="members">The number of members.</param>
internal sealed class EstimatorEpochPrinter(VerbContext context, EstimatorSettings settings, int members) : IProgress<(int Member, EstimatorEpoch Epoch)>
{
    private readonly Lock _lock = new();
    private int _done;
    private bool _begun;

    public void Report((int Member, EstimatorEpoch Epoch) value)
    {
        lock (_lock)
        {
            int epochs = settings.Options.Training.Epochs;
            EstimatorEpoch epoch = value.Epoch;
            if (Shown(epoch.Epoch, epochs))
            {
                if (!_begun) context.Out.WriteLine($"{(members > 1 ? "member " : "")}epoch   train loss   valid loss        rate   parts of the train loss, of the validation loss");
                _begun = true;
                context.Progress.Clear();
                string member = members > 1 ? string.Create(CultureInfo.InvariantCulture, $"{value.Member,6} ") : "";
                string validation = epoch.Validation is { } unseen ? unseen.Total.ToString("G7", CultureInfo.InvariantCulture) : "-";
                context.Out.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"{member}{epoch.Epoch,5} {epoch.Training.Total,12:G7} {validation,12} {epoch.LearningRate,11:G4}   {Parts(epoch.Training)}{(epoch.Validation is { } v ? "; " + Parts(v) : "")}"));
            }

            context.Progress.Report("training", ++_done, epochs * members);
        }
    }

    private static string Parts(EstimatorLoss loss) => string.Join(", ", loss.Parts.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Key} {part.Value:G5}")));

    private bool Shown(int epoch, int epochs)
    {
        int lines = settings.Verbose switch { "all" => epochs, "many" => 50, "some" => 20, "few" => 5, _ => 0 };
        if (lines == 0) return false;
        int every = Math.Max(1, (int)Math.Round((double)epochs / lines));
        return epoch == 1 || epoch == epochs || epoch % every == 0;
    }
}
