using System.Text.Json.Nodes;

namespace Pullback.Cli.Output;

/// <summary>Matrices as nested lists.</summary>
internal static class JsonMatrix
{
    /// <summary>Rows as lists; elements that do not exist become <c>null</c>, and the reason says why.</summary>
    /// <param name="fields">Where to add it.</param>
    /// <param name="key">The key.</param>
    /// <param name="size">Number of rows and of columns.</param>
    /// <param name="element">The element of a row and a column.</param>
    /// <param name="reason">Why an element may not exist.</param>
    public static JsonFields AddMatrix(this JsonFields fields, string key, int size, Func<int, int, double> element, string reason)
    {
        bool missing = false;
        var rows = new JsonArray();
        for (int i = 0; i < size; i++)
        {
            var row = new JsonArray();
            for (int j = 0; j < size; j++)
            {
                double value = element(i, j);
                missing |= !double.IsFinite(value);
                row.Add(double.IsFinite(value) ? JsonValue.Create(value) : null);
            }

            rows.Add((JsonNode)row);
        }

        fields.AddNode(key, rows);
        return missing ? fields.Add(key + "_reason", reason) : fields;
    }
}
