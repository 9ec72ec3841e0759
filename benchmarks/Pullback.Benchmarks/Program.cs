using BenchmarkDotNet.Running;
using Pullback.Benchmarks.Racing;

// "race" and "race NAME" run candidates in turn in this process and print tables; everything else goes to BenchmarkDotNet.
switch (args)
{
    case ["race"]:
        Console.Out.WriteLine($"races: {string.Join(", ", Races.All.Keys)}");
        break;
    case ["race", .. string[] arguments]:
        if (RaceOptions.Parse(arguments) is not (var names, var options) || !names.All(Races.All.ContainsKey))
        {
            Console.Error.WriteLine($"There is no such race or option. The races are: {string.Join(", ", Races.All.Keys)}. Options: --pyhf PATH, --slow.");
            return 2;
        }

        foreach (string name in names) Races.All[name](Console.Out, options);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        break;
}

return Environment.ExitCode;
