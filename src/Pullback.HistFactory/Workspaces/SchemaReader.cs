using Pullback.HistFactory.Json;

namespace Pullback.HistFactory.Workspaces;

/// <summary>Reads values of the types that a schema asks for, and notes what has another type.</summary>
/// <param name="problems">Where problems are noted.</param>
internal sealed class SchemaReader(ProblemList problems)
{
    /// <summary>Where problems are noted.</summary>
    public ProblemList Problems => problems;

    /// <summary>Takes an object and checks its names: all required ones, and none that is not known.</summary>
    public JsonObject? Object(Place place, JsonTree tree, ReadOnlySpan<string> required, ReadOnlySpan<string> optional = default)
    {
        if (tree is not JsonObject record)
        {
            problems.Add(place, $"found {tree.Describe()}, but this must be an object with {NearestName.List([.. required, .. optional])}.");
            return null;
        }

        CheckRequired(place, record, required);
        foreach (JsonMember member in record.Members)
        {
            if (!required.Contains(member.Name) && !optional.Contains(member.Name))
                problems.Add(place, Unknown(member.Name, [.. required, .. optional]));
        }

        return record;
    }

    /// <summary>Takes an object and checks that it has all required names; others are allowed.</summary>
    public JsonObject? OpenObject(Place place, JsonTree tree, ReadOnlySpan<string> required)
    {
        if (tree is JsonObject record)
        {
            CheckRequired(place, record, required);
            return record;
        }

        problems.Add(place, $"found {tree.Describe()}, but this must be an object with {NearestName.List(required.ToArray())}.");
        return null;
    }

    /// <summary>Takes a string.</summary>
    public string? Text(Place place, JsonObject record, string name)
    {
        if (!record.TryGet(name, out JsonTree? value))
            return null;
        if (value is JsonString text)
            return text.Value;
        problems.Add(place, $"'{name}' is {value.Describe()}, but must be a string.");
        return null;
    }

    /// <summary>Takes an array.</summary>
    public JsonArray? Array(Place place, JsonObject record, string name, string elements, bool canBeEmpty)
    {
        if (!record.TryGet(name, out JsonTree? value))
            return null;
        if (value is not JsonArray array)
        {
            problems.Add(place, $"'{name}' is {value.Describe()}, but must be an array of {elements}.");
            return null;
        }

        if (array.Count == 0 && !canBeEmpty)
        {
            problems.Add(place, $"'{name}' is an empty array, but must hold at least one of these: {elements}.");
            return null;
        }

        return array;
    }

    /// <summary>Takes a finite number.</summary>
    public double? Number(Place place, JsonObject record, string name)
    {
        if (!record.TryGet(name, out JsonTree? value))
            return null;
        if (value is JsonNumber number && double.IsFinite(number.Value))
            return number.Value;
        problems.Add(place, $"'{name}' is {value.Describe()}, but must be a finite number.");
        return null;
    }

    /// <summary>Takes an array of finite numbers under a name.</summary>
    public JsonNumbers? Numbers(Place place, JsonObject record, string name, string element) =>
        record.TryGet(name, out JsonTree? value) ? Numbers(place, value, name, element) : null;

    /// <summary>Takes an array of finite numbers.</summary>
    /// <param name="place">Where it is.</param>
    /// <param name="value">What is there.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="element">What messages call an element, such as <c>bin</c>.</param>
    public JsonNumbers? Numbers(Place place, JsonTree value, string name, string element)
    {
        if (value is not JsonArray array)
        {
            problems.Add(place, $"{name} is {value.Describe()}, but must be an array of numbers. Give one number per {element}.");
            return null;
        }

        if (array.Numbers is not { } numbers)
        {
            int index = array.Items.TakeWhile(item => item is JsonNumber).Count();
            problems.Add(place, $"{name}, {element} {index}: found {array[index].Describe()}, but this must be a number.");
            return null;
        }

        int infinite = numbers.FirstNotFinite();
        if (infinite < 0)
            return numbers;
        problems.Add(place, $"{name}, {element} {infinite}: found {NumberText.Of(numbers[infinite])}, but HistFactory needs finite numbers. Replace it.");
        return null;
    }

    /// <summary>Notes every name that several elements share.</summary>
    public void CheckDistinct(Place place, IEnumerable<string?> names, string kind, string advice)
    {
        foreach (IGrouping<string?, string?> group in names.Where(name => name is not null).GroupBy(name => name, StringComparer.Ordinal))
        {
            if (group.Skip(1).Any())
                problems.Add(place, $"{group.Count()} {kind} are named '{group.Key}', but names must differ. {advice}");
        }
    }

    /// <summary>The message for a name that is not among the known ones.</summary>
    private static string Unknown(string name, string[] known)
    {
        string? nearest = NearestName.Find(name, known);
        return $"'{name}' is unknown; allowed are {NearestName.List(known)}. {(nearest is null ? "Remove it." : $"The nearest is '{nearest}'.")}";
    }

    private void CheckRequired(Place place, JsonObject record, ReadOnlySpan<string> required)
    {
        foreach (string name in required)
        {
            if (!record.TryGet(name, out _))
                problems.Add(place, $"'{name}' is missing; found {record.Describe()}. Add it.");
        }
    }
}
