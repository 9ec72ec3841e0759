using System.Globalization;
using Pullback.Cli.CommandLine;

namespace Pullback.Cli.Output;

/// <summary>One line on standard error that overwrites itself: what is done, how far, how long still. Silent unless it is a terminal.</summary>
internal sealed class ProgressLine(HostEnvironment host, bool enabled)
{
    private const int BarCells = 24;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private readonly long _start = host.Time.GetTimestamp();
    private long _lastDraw = long.MinValue;
    private bool _visible;

    /// <summary>Draws <paramref name="done"/> of <paramref name="total"/>; calls closer than a tenth of a second to the last one draw nothing.</summary>
    public void Report(string what, double done, double total)
    {
        if (!enabled || total <= 0)
            return;
        if (_visible && host.Time.GetElapsedTime(_lastDraw) < Interval)
            return;
        _lastDraw = host.Time.GetTimestamp();
        double share = Math.Clamp(done / total, 0, 1);
        int filled = (int)(share * BarCells);
        string bar = new string('━', filled) + new string('╌', BarCells - filled);
        string line = string.Create(CultureInfo.InvariantCulture, $"{what} {bar} {share * 100,3:F0} %{Remaining(share)}");
        host.Error.Write('\r' + (line.Length < host.Width ? line.PadRight(host.Width - 1) : line[..(host.Width - 1)]));
        host.Error.Flush();
        _visible = true;
    }

    /// <summary>Removes the line, so that other text can be written.</summary>
    public void Clear()
    {
        if (!_visible)
            return;
        host.Error.Write('\r' + new string(' ', host.Width - 1) + '\r');
        host.Error.Flush();
        _visible = false;
    }

    private string Remaining(double share)
    {
        if (share is <= 0 or >= 1)
            return "";
        TimeSpan left = host.Time.GetElapsedTime(_start) * ((1 - share) / share);
        return left.TotalSeconds < 90
            ? string.Create(CultureInfo.InvariantCulture, $", {left.TotalSeconds:F0} s left")
            : string.Create(CultureInfo.InvariantCulture, $", {left.TotalMinutes:F0} min left");
    }
}
