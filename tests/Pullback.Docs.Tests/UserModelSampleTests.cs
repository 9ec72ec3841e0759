using System.Diagnostics;
using System.Globalization;

namespace Pullback.Docs.Tests;

public sealed class UserModelSampleTests
{
    [Fact]
    public void The_program_is_shorter_than_40_lines()
    {
        string[] code = [.. Repository.Read("samples/user-model/Program.cs").Split('\n').Where(line => line.Trim() is { Length: > 0 } text && !text.StartsWith("//", StringComparison.Ordinal))];
        Assert.InRange(code.Length, 10, 39);
    }

    [Fact]
    public void The_program_prints_value_gradient_and_a_symmetric_hessian()
    {
        string program = Path.Combine(AppContext.BaseDirectory, "user-model.dll");
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [program, "20000"]) { RedirectStandardOutput = true })!;
        string[] lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        Assert.StartsWith("nll ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("gradient ", lines[1], StringComparison.Ordinal);
        double[][] hessian = [.. lines[2..].Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..].Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray())];
        for (int row = 0; row < 4; row++)
        {
            Assert.True(hessian[row][row] > 0);
            for (int column = 0; column < row; column++)
                Assert.Equal(hessian[row][column], hessian[column][row], tolerance: 0.11);
        }
    }
}
