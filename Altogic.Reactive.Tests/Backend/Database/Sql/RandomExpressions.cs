using System.Text;

namespace Altogic.Reactive.Tests.Backend.Database.Sql;

/// <summary>Filters without any order to them, in the language's own text.</summary>
internal sealed class RandomExpressions(Random random, RandomJson json, IReadOnlyList<string> paths)
{
    private static readonly string[] Comparisons = ["==", "!=", "<", "<=", ">", ">="];
    private static readonly string[] Tests = ["EXISTS", "ISNULL", "ISNOTNULL", "ISEMPTY", "ISTEXT", "ISNUMBER", "ISBOOLEAN", "ISARRAY", "ISOBJECT", "ISDATE", "NOT"];
    private static readonly string[] Twins = ["EQ", "NEQ", "LT", "LTE", "GT", "GTE"];

    public string Filter(int depth) => depth == 0 ? Test() : random.Next(8) switch
    {
        0 or 1 => $"{Filter(depth - 1)} && {Filter(depth - 1)}",
        2 or 3 => $"({Filter(depth - 1)} || {Filter(depth - 1)})",
        4 => $"!({Filter(depth - 1)})",
        5 => $"({Filter(depth - 1)}) == {(json.Chance(50) ? "true" : "false")}",
        _ => Test(),
    };

    private string Test() => random.Next(18) switch
    {
        0 or 1 or 2 or 3 => $"{Path()} {json.Pick(Comparisons)} {Literal()}",
        4 => $"{Literal()} {json.Pick(Comparisons)} {Path()}",
        5 => Path(),
        6 => $"!{Path()}",
        7 => $"{json.Pick(Tests)}({Path()})",
        8 => $"IN([{Literal()}, {Literal()}, {Literal()}], {Path()})",
        9 => $"{(json.Chance(70) ? "IN" : "NIN")}({Path()}, {Literal()})",
        10 => $"{json.Pick(["STARTSWITH", "ENDSWITH", "INCLUDES"])}({TextOf()}, {Literal()})",
        11 => $"INCLUDES({TextOf()}, {Text()}, {json.Pick(["true", "false", "null"])})",
        12 => $"{json.Pick(Twins)}({Path()}, {Literal()})",
        13 => $"BETWEEN({Path()}, {Literal()}, {Literal()})",
        14 => $"{json.Pick(["SIZE", "DATEMILLIS", "TOLOWER", "TOUPPER"])}({Path()}) {json.Pick(Comparisons)} {Literal()}",
        15 => $"{Path()} {json.Pick(Comparisons)} {Path()}",
        16 => $"{Path()} == {Literal()} || {Path()} == {Literal()} || {Path()} == {Literal()}",
        _ => Odd(),
    };

    private string Odd() => random.Next(9) switch
    {
        0 => $"ANYITEMTRUE({Path()}, this == {Literal()})",
        1 => $"ALLITEMSTRUE({Path()}, this != {Literal()})",
        2 => $"{Path()} + {Path()} == {Literal()}",
        3 => $"{Path()} * 2 > {Literal()}",
        4 => $"TOTEXT({Path()}) == {Text()}",
        5 => $"IN({Path()}, {Path()})",
        6 => $"IN({Path()}, [{Literal()}, {Literal()}])",
        7 => $"TYPEOF({Path()}) == '{json.Pick(["missing", "null", "text", "number", "list", "object", "date", "boolean"])}'",
        _ => $"COALESCE({Path()}, {Path()}, {Literal()}) == {Literal()}",
    };

    private string Path() => json.Pick(paths);

    private string TextOf() => random.Next(4) switch { 0 => $"TOLOWER({Path()})", 1 => $"TOUPPER({Path()})", _ => Path() };

    private string Literal() => random.Next(10) switch
    {
        0 => json.Pick(["true", "false"]),
        1 => "null",
        2 or 3 or 4 => Number(),
        5 => json.Pick(["DATE(2022, 5, 1)", "DATEVALUE('2022-05-01')", "DATEVALUE('2023-01-05T10:00:00Z')", "2022-05-01", "[1, 'a']", "PARSEJSON('1e400')"]),
        _ => Text(),
    };

    private string Number()
    {
        var number = json.Pick(RandomJson.Numbers);
        return number.StartsWith('-') ? $"({number})" : number;
    }

    private string Text()
    {
        var literal = new StringBuilder("'");
        foreach (var c in json.Text()) literal.Append(c is '\'' or '\\' ? $"\\{c}" : c == 0 ? "\\u0000" : c.ToString());
        return literal.Append('\'').ToString();
    }
}
