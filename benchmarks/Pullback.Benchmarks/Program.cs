using BenchmarkDotNet.Running;
using Pullback.Benchmarks.Racing;

// "race" and "race NAME" run candidates in turn in this process and print tables; everything else goes to BenchmarkDotNet.
switch (args)
{
    case ["race"]:
        Console.Out.WriteLine($"races: {string.Join(", ", Races.All.Keys)}");
        break;
    case ["race", .. string[] names] when names.All(Races.All.ContainsKey):
        foreach (string name in names) Races.All[name](Console.Out);
        break;
    case ["race", ..]:
        Console.Error.WriteLine($"There is no such race. The races are: {string.Join(", ", Races.All.Keys)}.");
        return 2;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        break;
}

return 0;
