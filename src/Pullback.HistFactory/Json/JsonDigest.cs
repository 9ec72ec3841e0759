using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Pullback.HistFactory.Json;

/// <summary>Digests of JSON trees that do not depend on layout or order of names; they equal those of <c>pyhf.utils.digest</c>.</summary>
/// <remarks>
/// The hash of the UTF-8 bytes of Python's <c>json.dumps(tree, sort_keys=True, ensure_ascii=False)</c>. Whether a number was written as an integer counts:
/// <c>5</c> and <c>5.0</c> differ. Reference: [Pyhf2021].
/// </remarks>
public static class JsonDigest
{
    /// <summary>The SHA-256 digest.</summary>
    /// <param name="tree">The tree.</param>
    /// <returns>64 hexadecimal digits in lower case.</returns>
    public static string Sha256(JsonTree tree) => Convert.ToHexStringLower(SHA256.HashData(CanonicalText(tree)));

    /// <summary>The MD5 digest. It tells files apart; it is no protection against forgery.</summary>
    /// <param name="tree">The tree.</param>
    /// <returns>32 hexadecimal digits in lower case.</returns>
    [SuppressMessage("Security", "CA5351", Justification = "Published patch sets name their workspace by MD5; nothing is protected by it.")]
    public static string Md5(JsonTree tree) => Convert.ToHexStringLower(MD5.HashData(CanonicalText(tree)));

    /// <summary>The text in UTF-8 that the digests are taken of.</summary>
    private static ReadOnlySpan<byte> CanonicalText(JsonTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        var writer = new JsonTextWriter(JsonTextStyle.Canonical);
        writer.Write(tree);
        return writer.Written.Span;
    }
}
