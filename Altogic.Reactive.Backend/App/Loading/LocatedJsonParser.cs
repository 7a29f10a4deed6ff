using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Altogic.Reactive.Backend.App.Loading;

/// <summary>Parses JSON into values that know their line. Comments and trailing commas are allowed: people write the file.</summary>
internal ref struct LocatedJsonParser
{
    private const int MaxDepth = 64;
    private readonly ReadOnlySpan<byte> _utf8;
    private readonly DefinitionSource _source;
    private readonly DefinitionProblems _problems;
    private Utf8JsonReader _json;
    private int _line = 1;
    private int _counted;

    private LocatedJsonParser(ReadOnlySpan<byte> utf8, DefinitionSource source, DefinitionProblems problems)
    {
        _utf8 = utf8;
        _source = source;
        _problems = problems;
        _json = new Utf8JsonReader(
            utf8, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = MaxDepth });
    }

    /// <summary>The parsed text; null, with the mistake noted, when it is not JSON.</summary>
    public static LocatedJson? Parse(ReadOnlySpan<byte> utf8, DefinitionSource source, DefinitionProblems problems)
    {
        if (utf8.StartsWith("\uFEFF"u8)) utf8 = utf8[3..];
        try
        {
            var parser = new LocatedJsonParser(utf8, source, problems);
            parser._json.Read();
            var value = parser.ReadValue("", parser.CurrentLine());
            parser._json.Read();
            return value;
        }
        catch (JsonException e)
        {
            problems.Add("", "This is not valid JSON: " + Reason(e), (int)(e.LineNumber ?? 0) + 1);
            return null;
        }
        catch (InvalidOperationException)
        {
            problems.Add("", "This is not valid JSON: a text is not valid UTF-8. Save the file as UTF-8.");
            return null;
        }
    }

    private LocatedJson ReadValue(string path, int line)
    {
        _source.Locate(path, line);
        switch (_json.TokenType)
        {
            case JsonTokenType.StartObject: return ReadObject(new LocatedJson(path, line, JsonValueKind.Object));
            case JsonTokenType.StartArray: return ReadArray(new LocatedJson(path, line, JsonValueKind.Array));
            case JsonTokenType.String: return new LocatedJson(path, line, JsonValueKind.String) { Text = _json.GetString()! };
            case JsonTokenType.Number: return new LocatedJson(path, line, JsonValueKind.Number) { Text = Encoding.UTF8.GetString(_json.ValueSpan) };
            case JsonTokenType.True: return new LocatedJson(path, line, JsonValueKind.True) { Text = "true" };
            case JsonTokenType.False: return new LocatedJson(path, line, JsonValueKind.False) { Text = "false" };
            default: return new LocatedJson(path, line, JsonValueKind.Null);
        }
    }

    private LocatedJson ReadObject(LocatedJson target)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (_json.Read() && _json.TokenType != JsonTokenType.EndObject)
        {
            var name = _json.GetString()!;
            var line = CurrentLine();
            var path = target.Path.Length == 0 ? name : $"{target.Path}.{name}";
            _json.Read();
            var value = ReadValue(path, line);
            if (names.Add(name)) target.Members.Add((name, line, value));
            else _problems.Add(path, $"\"{name}\" is given twice here: keep one of them.", line);
        }

        return target;
    }

    private LocatedJson ReadArray(LocatedJson target)
    {
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
            target.Items.Add(ReadValue(string.Create(CultureInfo.InvariantCulture, $"{target.Path}[{target.Items.Count}]"), CurrentLine()));
        return target;
    }

    private int CurrentLine()
    {
        var start = (int)_json.TokenStartIndex;
        _line += _utf8[_counted..start].Count((byte)'\n');
        _counted = start;
        return _line;
    }

    // The rest of the message repeats the place, which the error names already.
    private static string Reason(JsonException error)
    {
        var end = error.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? error.Message : error.Message[..end];
    }
}
