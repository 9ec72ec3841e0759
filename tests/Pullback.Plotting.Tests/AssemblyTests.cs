using System.Globalization;
using System.Reflection;
using Pullback.Plotting.Figures;

namespace Pullback.Plotting.Tests;

public sealed class AssemblyTests
{
    [Fact]
    public void Culture_is_invariant() => Assert.Equal("1.5", 1.5.ToString(CultureInfo.CurrentCulture));

    [Fact]
    public void No_type_of_a_drawing_library_is_in_the_public_surface()
    {
        Assembly assembly = typeof(Figure).Assembly;
        var foreign = new List<string>();
        foreach (Type type in assembly.GetExportedTypes())
        {
            foreach (MethodInfo method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            {
                foreach (Type used in method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType))
                {
                    if (used.FullName is { } name && (name.Contains("ScottPlot", StringComparison.Ordinal) || name.Contains("SkiaSharp", StringComparison.Ordinal)))
                        foreign.Add($"{type.Name}.{method.Name}: {name}");
                }
            }
        }

        Assert.Empty(foreign);
    }

    [Fact]
    public void The_license_of_the_embedded_fonts_lies_beside_the_assembly() =>
        Assert.Contains("Bitstream", File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "LICENSE-DejaVu.txt")), StringComparison.Ordinal);
}
