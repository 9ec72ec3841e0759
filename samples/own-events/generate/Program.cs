// Makes the event files of this sample: a narrow resonance over two backgrounds. Every file is the same on every machine.
//     dotnet run -c Release --project samples/own-events/generate -- samples/own-events/data

using Pullback.Data.Tables;
using Pullback.Data.Writing;
using Pullback.Numerics.Random;

string folder = args.Length == 1 ? args[0] : throw new ArgumentException("usage: generate FOLDER");
Directory.CreateDirectory(folder);

Write("higgs.parquet", Higgs(2000));
Write("diboson.parquet", Diboson(2000));
Write("top-1.npz", Top("top-1", 1500, energyScale: 1));
Write("top-2.npz", Top("top-2", 1000, energyScale: 1));
Write("top-energy-scale-up.npz", Top("top-up", 2500, energyScale: 1.03));
Write("top-energy-scale-down.npz", Top("top-down", 2500, energyScale: 0.97));

void Write(string name, EventTable events)
{
    using (events)
        EventTableWriter.Write(Path.Combine(folder, name), events);
}

// A peak at 125 GeV, flat in cos θ; one weight in ten is negative, as in next-to-leading-order samples.
static EventTable Higgs(int count)
{
    var random = new RandomStream(seed: 1, purpose: "higgs");
    return Table("higgs", count,
        ("mass", () => random.Normal(125, 9)),
        ("cos_theta", () => random.Uniform(-1, 1)),
        ("weight", () => random.Uniform() < 0.1 ? -1 : 1));
}

// A wide peak at 91 GeV, forward; the theory uncertainty tilts it in mass.
static EventTable Diboson(int count)
{
    var random = new RandomStream(seed: 1, purpose: "diboson");
    double mass = 0;
    return Table("diboson", count,
        ("mass", () => mass = random.Normal(95, 18)),
        ("cos_theta", () => Math.Tanh(random.Normal(0.8, 0.6))),
        ("weight", () => 0.5),
        ("weight_theory_up", () => 0.5 * (1 + 0.15 * Math.Tanh((mass - 95) / 30))),
        ("weight_theory_down", () => 0.5 * (1 - 0.15 * Math.Tanh((mass - 95) / 30))));
}

// A falling spectrum from 50 GeV, central; the energy scale multiplies the mass.
static EventTable Top(string purpose, int count, double energyScale)
{
    var random = new RandomStream(seed: 1, purpose);
    return Table(purpose, count,
        ("mass", () => energyScale * (50 + 45 * random.Exponential())),
        ("cos_theta", () => Math.Tanh(random.Normal(0, 0.5))));
}

// Event by event, column by column; numbers as single precision holds them.
static EventTable Table(string name, int count, params (string Name, Func<double> Draw)[] columns)
{
    double[][] values = [.. columns.Select(_ => new double[count])];
    for (int i = 0; i < count; i++)
    {
        for (int column = 0; column < columns.Length; column++)
            values[column][i] = (float)columns[column].Draw();
    }

    return EventTable.FromColumns(name, [.. columns.Select((column, index) => (column.Name, (ReadOnlyMemory<double>)values[index]))]);
}
