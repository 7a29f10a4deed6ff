namespace Altogic.Reactive.Internal.Loopback;

/// <summary>The first line of an HTTP request; headers do not matter to the loopback listener.</summary>
internal sealed record LoopbackRequest(string Method, string Path, string Target)
{
    /// <summary>Null when the line is not that of an HTTP/1 request.</summary>
    public static LoopbackRequest? Parse(string head)
    {
        var end = head.IndexOf('\n');
        var words = (end < 0 ? head : head.Substring(0, end)).TrimEnd('\r').Split(' ');
        if (words.Length != 3 || words[0].Length == 0 || words[1].Length == 0) return null;
        if (words[1][0] != '/' || !words[2].StartsWith("HTTP/1.", StringComparison.Ordinal)) return null;
        var question = words[1].IndexOf('?');
        return new LoopbackRequest(words[0], question < 0 ? words[1] : words[1].Substring(0, question), words[1]);
    }
}
