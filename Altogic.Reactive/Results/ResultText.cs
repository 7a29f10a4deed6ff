using System.Collections;
using System.Globalization;
using System.Text;

namespace Altogic.Reactive;

/// <summary>A short text for the data of a result, for debuggers and logs.</summary>
internal static class ResultText
{
    private const int Longest = 100;

    public static string Of(object? data)
    {
        var text = data switch
        {
            null => "null",
            string value => value,
            // the text of a large tree would be made whole to be cut off
            Newtonsoft.Json.Linq.JContainer container => Count(container.Count, container.Type.ToString()),
            ICollection list => Count(list.Count, list.GetType().Name),
            IFormattable value => value.ToString(format: null, CultureInfo.InvariantCulture),
            _ => data.ToString() ?? "",
        };
        if (text.Length <= Longest) return text;
        var end = char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest;
        return new StringBuilder(text, 0, end, Longest + 1).Append('…').ToString();
    }

    private static string Count(int count, string type) => type + "(" + count.ToString(CultureInfo.InvariantCulture) + ")";
}
