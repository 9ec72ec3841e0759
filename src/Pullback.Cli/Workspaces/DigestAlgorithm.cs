namespace Pullback.Cli.Workspaces;

/// <summary>An algorithm of <c>workspace digest</c>.</summary>
internal enum DigestAlgorithm
{
    /// <summary>64 hexadecimal digits.</summary>
    Sha256,

    /// <summary>32 hexadecimal digits.</summary>
    Md5,
}
