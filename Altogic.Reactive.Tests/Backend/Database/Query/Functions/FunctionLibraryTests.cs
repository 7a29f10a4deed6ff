using Altogic.Reactive.Backend.Modules.Database.Query;
using Altogic.Reactive.Backend.Modules.Database.Query.Functions;
using static Altogic.Reactive.Tests.Backend.Database.Query.Expressions;

namespace Altogic.Reactive.Tests.Backend.Database.Query.Functions;

internal sealed class FunctionLibraryTests
{
    private const string Specified = """
        AND OR NOT COMPARE EXISTS FALSE TRUE IF IFNULL COALESCE SWITCH XOR BETWEEN EQ NEQ GT GTE LT LTE ISNULL ISNOTNULL ISEMPTY TYPEOF
        ISNUMBER ISTEXT ISBOOLEAN ISDATE ISARRAY ISOBJECT ALLITEMSTRUE ANYITEMTRUE APPEND SIZE IN NIN PREPEND REMOVE ELEMENTAT FIRST LAST
        INDEXOF COUNTITEMS FILTER MAP FIND SLICE REVERSE SORT UNIQUE UNION INTERSECTION DIFFERENCE ISSUBSET FLATTEN RANGE JOIN STARTSWITH
        INCLUDES ENDSWITH TOLOWER TOUPPER LOWER UPPER LENGTH LEN CONCAT LEFT RIGHT SUBSTRING MID CHARINDEX TRIM LTRIM RTRIM LASTINDEXOF
        CHARAT REPLACE REPLACEALL SPLIT REPEAT PADLEFT PADRIGHT PROPERCASE REGEXMATCH REGEXFIND REGEXREPLACE ABS ACOS ACOSH ASIN
        ASINH ATAN ATAN2 ATANH PRODUCT ADD MULTIPLY SUBTRACT DIVIDE MOD CEIL CEILING FLOOR ROUND POW POWER SQRT EXP LN LOG10 LOG SIN COS TAN
        SINH COSH TANH DEGREES RADIANS PI SIGN TRUNC RAND RANDBETWEEN SUM AVG MIN MAX MEDIAN STDDEV AVERAGE STDEV NOW DATE DATEVALUE
        DATEMILLIS DATEADD DATEDIFF YEAR MONTH DAY HOUR MINUTE SECOND DAYOFMONTH DAYOFWEEK WEEKDAY DAYOFYEAR STRTODATE TODAY MILLISECOND
        QUARTER WEEK ISOWEEK ISODAYOFWEEK ISOWEEKYEAR DATETRUNC EOMONTH DATEFROMMILLIS DATEFORMAT ISBEFORE ISAFTER ISSAMEDAY TOTEXT TOSTRING
        TOBOOLEAN TOINTEGER TODECIMAL TONUMBER TODATE TOOBJECTID TOJSON PARSEJSON DISTANCE POINT GEOPOINT LONGITUDE LATITUDE WITHINRADIUS
        WITHINPOLYGON KEYS VALUES HASKEY GETFIELD MERGE PICK OMITKEYS ISEMAIL ISURL ISPHONE ISIP ISUUID ISOBJECTID ISALPHA ISALPHANUMERIC
        ISNUMERIC ISINTEGER ISDECIMAL ISHEXCOLOR ISCREDITCARD ISJSON NEWID UUID RANDOMTEXT SHA256 MD5 ENCODEBASE64 DECODEBASE64 TEXTSEARCH
        """;

    private static readonly string[] Samples =
    [
        "null", "nothing", "true", "1", "-2.5", "''", "'x'", "'2022-01-01'", "[]", "[1, 'x', null]", "this", "NOW()", "1e300", "9223372036854775807",
    ];

    [Test]
    public void Find_SpecifiedName_IsThere()
    {
        var names = Specified.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        Assert.That(names.Where(name => FunctionLibrary.Find(name.ToLowerInvariant()) is null), Is.Empty);
    }

    [Test]
    public void Evaluate_EveryFunctionOnEveryType_NeverFailsUnexpectedly()
    {
        foreach (var function in FunctionLibrary.All)
        {
            for (var count = function.MinArguments; count <= Math.Min(function.MaxArguments, 3); count++)
            {
                foreach (var call in Calls(function.Name, count)) AssertRuns(function, call);
            }
        }
    }

    [Test]
    public void All_VolatileFunctions_AreTheRandomOnes() =>
        Assert.That(
            FunctionLibrary.All.Where(function => function.IsVolatile).Select(function => function.Name),
            Is.EquivalentTo(["RAND", "RANDBETWEEN", "NEWID", "UUID", "RANDOMTEXT"]));

    [TestCase("RAND()", "^[0-9.e-]+$")]
    [TestCase("RANDBETWEEN(3, 3)", "^3$")]
    [TestCase("RANDBETWEEN(3, 4)", "^[34]$")]
    [TestCase("RANDBETWEEN(1.5, 1.5)", "^1.5$")]
    [TestCase("RANDBETWEEN(4, 3)", "^null$")]
    [TestCase("NEWID()", "^\"63c3b988[0-9a-f]{16}\"$")]
    [TestCase("UUID()", "^\"[0-9a-f-]{36}\"$")]
    [TestCase("RANDOMTEXT(8)", "^\"[A-Za-z0-9]{8}\"$")]
    [TestCase("RANDOMTEXT(100000)", "^null$")]
    public void Evaluate_RandomFunction_HasForm(string expression, string form) => Assert.That(Show(expression), Does.Match(form));

    [Test]
    public void Evaluate_RandomFunction_IsNotFolded()
    {
        var expression = ExpressionParser.Parse("UUID() == UUID()");
        Assert.That(ExpressionEvaluator.IsTrue(expression, Scope()), Is.False);
    }

    private static IEnumerable<string> Calls(string name, int count)
    {
        if (count == 0) return [$"{name}()"];
        var lists = Enumerable.Repeat(Samples, Math.Min(count, 2)).Aggregate(
            (IEnumerable<string>)[""], (calls, samples) => calls.SelectMany(call => samples.Select(sample => call.Length == 0 ? sample : $"{call}, {sample}")));
        return lists.Select(arguments => count < 3 ? $"{name}({arguments})" : $"{name}({arguments}, 'day')");
    }

    private static void AssertRuns(FunctionDefinition function, string call)
    {
        try
        {
            var value = Evaluate(call, "{'a':1}");
            Assert.That(() => Show(value), Throws.Nothing, call);
        }
        catch (Altogic.Reactive.Backend.Modules.ApiException refusal)
        {
            Assert.That(function.CanFail, Is.True, call);
            Assert.That(refusal.Status, Is.EqualTo(400), call);
        }
    }
}
