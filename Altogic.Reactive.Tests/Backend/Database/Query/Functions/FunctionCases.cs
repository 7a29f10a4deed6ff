namespace Altogic.Reactive.Tests.Backend.Database.Query.Functions;

/// <summary>Lines of the form <c>expression → result</c>, by family.</summary>
internal static class FunctionCases
{
    public static IEnumerable<(string Name, string Lines)> All { get; } =
    [
        ("logic", """
            AND(1) → true
            AND(1, '', 2) → false
            AND(nothing) → false
            OR(0, '', null) → false
            OR(0, []) → true
            OR(nothing, 'x') → true
            NOT(nothing) → true
            NOT([]) → false
            XOR(1, 0) → true
            XOR(1, 'x') → false
            TRUE() → true
            FALSE() → false
            IF(1, 'a', 'b') → "a"
            IF(nothing, 'a', 'b') → "b"
            IF(0, 'a') → null
            IF(true, 1, ACOS(5)) → 1
            IFNULL(nothing, 2) → 2
            IFNULL(null, 2) → 2
            IFNULL(0, 2) → 0
            COALESCE(nothing, null, '', 1) → ""
            COALESCE(nothing) → null
            SWITCH(n, 4, 'four', 5, 'five', 'other') → "five"
            SWITCH(n, 4, 'four', 'other') → "other"
            SWITCH(n, 4, 'four') → null
            SWITCH(nothing, null, 'none', 'other') → "none"
            """),
        ("comparison", """
            EQ(1, 1.0) → true
            NEQ(nothing, 1) → true
            GT(2, 1) → true
            GTE(2, 2) → true
            LT(nothing, 2) → false
            LTE('a', 'b') → true
            COMPARE(1, 2) → -1
            COMPARE(2, 1.5) → 1
            COMPARE('b', 'b') → 0
            COMPARE(createdAt, '2023-01-01') → 1
            COMPARE(false, true) → -1
            COMPARE(nothing, 1) → null
            COMPARE(1, 'a') → error
            COMPARE([1], [1]) → error
            BETWEEN(n, 5, 6) → true
            BETWEEN(n, 1, 4.9) → false
            BETWEEN(nothing, 1, 2) → false
            BETWEEN(createdAt, '2023-01-01', '2024-01-01') → true
            """),
        ("types", """
            EXISTS(nothing) → false
            EXISTS(none) → false
            EXISTS(false) → true
            EXISTS(0) → true
            EXISTS('') → true
            EXISTS([]) → true
            ISNULL(nothing) → true
            ISNULL('') → false
            ISNOTNULL(n) → true
            ISEMPTY(nothing) → true
            ISEMPTY('') → true
            ISEMPTY([]) → true
            ISEMPTY(PARSEJSON('{}')) → true
            ISEMPTY(0) → false
            ISEMPTY(this) → false
            ISEMPTY(' ') → false
            TYPEOF(nothing) → "missing"
            TYPEOF(none) → "null"
            TYPEOF(true) → "boolean"
            TYPEOF(n) → "number"
            TYPEOF(1.5) → "number"
            TYPEOF(t) → "text"
            TYPEOF(NOW()) → "date"
            TYPEOF(createdAt) → "date"
            TYPEOF(list) → "list"
            TYPEOF(o) → "object"
            ISNUMBER('1') → false
            ISNUMBER(1.5) → true
            ISTEXT('') → true
            ISBOOLEAN(0) → false
            ISBOOLEAN(false) → true
            ISDATE(createdAt) → true
            ISDATE('2022-01-01') → false
            ISARRAY(tags) → true
            ISOBJECT(o) → true
            ISOBJECT(tags) → false
            """),
        ("conversion", """
            TOTEXT(nothing) → ""
            TOTEXT(null) → ""
            TOTEXT(1) → "1"
            TOTEXT(1.0) → "1"
            TOTEXT(0.1) → "0.1"
            TOTEXT(1234567.5) → "1234567.5"
            TOTEXT(true) → "true"
            TOTEXT(createdAt) → "2023-03-05T07:08:09.010Z"
            TOTEXT([1, 'a', null]) → "[1,\"a\",null]"
            TOTEXT(tags) → "[\"x\",\"y\"]"
            TOSTRING(5) → "5"
            TOTEXT(['é😀\n\u0001"/', 1e300, 2.0, o]) → "[\"é😀\\n\\u0001\\\"/\",1e+300,2,{\"a\":1,\"b\":\"z\",\"createdAt\":\"2022-01-01T00:00:00.000Z\"}]"
            TOBOOLEAN('false') → false
            TOBOOLEAN('False') → false
            TOBOOLEAN('0') → false
            TOBOOLEAN('') → false
            TOBOOLEAN('no') → true
            TOBOOLEAN(0) → false
            TOBOOLEAN(nothing) → false
            TOINTEGER('12.7') → 12
            TOINTEGER('-12.7') → -12
            TOINTEGER(' 12 ') → 12
            TOINTEGER('x') → null
            TOINTEGER(true) → 1
            TOINTEGER(DATE(1970, 1, 1, 0, 0, 1)) → 1000
            TOINTEGER(null) → null
            TOINTEGER([1]) → null
            TODECIMAL('1.5') → 1.5
            TONUMBER('10112') → 10112
            TODATE('2022-01-01') → "2022-01-01T00:00:00.000Z"
            TODATE(0) → "1970-01-01T00:00:00.000Z"
            TODATE('soon') → null
            TODATE(true) → null
            TOOBJECTID('61F0C0FFEE00000000000A01') → "61f0c0ffee00000000000a01"
            TOOBJECTID(nothing) → null
            TOOBJECTID('x') → error
            TOOBJECTID(5) → error
            TOJSON(o) → "{\"a\":1,\"b\":\"z\",\"createdAt\":\"2022-01-01T00:00:00.000Z\"}"
            TOJSON('a') → "\"a\""
            TOJSON(nothing) → null
            PARSEJSON('[1,{"a":2}]') → [1,{"a":2}]
            PARSEJSON('{') → null
            PARSEJSON(5) → null
            PARSEJSON(TOJSON(o)) == o → true
            """),
        ("lists", """
            ALLITEMSTRUE([], false) → true
            ALLITEMSTRUE(nothing, false) → true
            ALLITEMSTRUE('x', true) → false
            ALLITEMSTRUE(list, this > 0) → true
            ALLITEMSTRUE(list, this > 1) → false
            ANYITEMTRUE([], true) → false
            ANYITEMTRUE(nothing, true) → false
            ANYITEMTRUE(5, true) → false
            ANYITEMTRUE(list, $ == 2) → true
            ANYITEMTRUE(items, k == 2) → true
            APPEND(tags, 'z', 1) → ["x","y","z",1]
            APPEND(nothing, 1) → [1]
            APPEND('x', 1) → error
            PREPEND(tags, 'a', 'b') → ["a","b","x","y"]
            PREPEND(5, 1) → error
            SIZE([45,26,94,73]) → 4
            SIZE(nothing) → 0
            SIZE('a😀') → 2
            SIZE(5) → null
            SIZE(o) → null
            IN(tags, 'x') → true
            IN(tags, 'X') → false
            IN('x', tags) → true
            IN([], n) → false
            IN(nothing, 'x') → false
            IN(nothing, nothing) → false
            IN([null], nothing) → true
            IN([1, 2], '1') → false
            IN([[1]], [1]) → true
            IN('xyz', 'x') → false
            IN(['61F0C0FFEE00000000000A01'], '61f0c0ffee00000000000a01') → true
            NIN(tags, 'x') → false
            NIN(nothing, 'x') → true
            NIN('z', tags) → true
            REMOVE(list, 3, 9) → [1,2]
            REMOVE(nothing, 3) → null
            ELEMENTAT(list, 0) → 3
            ELEMENTAT(list, -1) → 3
            ELEMENTAT(list, 4) → null
            ELEMENTAT(list, -5) → null
            ELEMENTAT(n, 0) → null
            FIRST([]) → null
            FIRST(tags) → "x"
            LAST(tags) → "y"
            LAST(nothing) → null
            INDEXOF(tags, 'y') → 1
            INDEXOF(tags, 'z') → -1
            INDEXOF(nothing, 'z') → null
            COUNTITEMS(list, this == 3) → 2
            COUNTITEMS(nothing, true) → 0
            FILTER(list, this > 2) → [3,3]
            FILTER(items, k > 1) → [{"k":2}]
            FILTER(nothing, true) → null
            MAP(items, k * 10) → [10,20]
            MAP(list, nothing) → [null,null,null,null]
            FIND(items, k == 2) → {"k":2}
            FIND(items, k == 3) → null
            SLICE(list, 1, 2) → [1,2]
            SLICE(list, -2) → [2,3]
            SLICE(list, 9) → []
            SLICE(list, 0, 99) → [3,1,2,3]
            SLICE(n, 0) → null
            REVERSE(list) → [3,2,1,3]
            REVERSE(list) + list → [3,2,1,3,3,1,2,3]
            SORT(list) → [1,2,3,3]
            SORT(list, 'desc') → [3,3,2,1]
            SORT(list, 'up') → null
            SORT([true, 'a', 2, null, [1], NOW()]) → [null,2,"a",[1],true,"2023-01-15T08:30:00.000Z"]
            UNIQUE(list) → [3,1,2]
            UNION(list, [4, 1]) → [3,1,2,4]
            INTERSECTION(list, [1, 3, 9]) → [3,1]
            DIFFERENCE(list, [3]) → [1,2]
            DIFFERENCE(list, nothing) → null
            ISSUBSET([1, 2], list) → true
            ISSUBSET([1, 9], list) → false
            ISSUBSET([], []) → true
            FLATTEN([1, [2, [3]], []]) → [1,2,[3]]
            RANGE(0, 3) → [0,1,2]
            RANGE(0, 1, 0.5) → [0,0.5]
            RANGE(3, 0, -1) → [3,2,1]
            RANGE(3, 0) → []
            RANGE(0, 1, 0) → null
            RANGE(0, 1e9) → null
            JOIN(list, '-') → "3-1-2-3"
            JOIN(tags) → "xy"
            JOIN([1, null, true], ',') → "1,,true"
            JOIN('x', ',') → null
            """),
        ("text", """
            STARTSWITH(name, 'xav') → true
            STARTSWITH(name, 'XAV') → false
            STARTSWITH(name, '') → true
            STARTSWITH(name, nothing) → null
            STARTSWITH(n, '5') → null
            ENDSWITH(name, 'ier') → true
            ENDSWITH(name, 'x') → false
            ENDSWITH(nothing, 'x') → null
            INCLUDES(name, 'avi') → true
            INCLUDES(name, 'AVI') → false
            INCLUDES(name, 'AVI', true) → false
            INCLUDES(name, 'AVI', false) → true
            INCLUDES(name, '') → true
            INCLUDES(tags, 'x') → true
            INCLUDES(tags, 'X', false) → false
            INCLUDES(nothing, 'x') → null
            INCLUDES(n, '5') → null
            INCLUDES('GRÖSSE', 'größe', false) → false
            INCLUDES('GRÖßE', 'größe', false) → true
            INCLUDES('a%b_c', '%b_') → true
            TOLOWER('ÄIx') → "äix"
            LOWER('A') → "a"
            TOUPPER('äi') → "ÄI"
            UPPER('a') → "A"
            TOLOWER(nothing) → null
            TOUPPER(5) → null
            LENGTH(t) → 9
            LEN('') → 0
            LENGTH(list) → 4
            LENGTH(n) → null
            CONCAT('a', 1, true, nothing, null) → "a1true"
            LEFT(t, 2) → "Gr"
            LEFT(t, 7) → "Größe 😀"
            LEFT(t, -1) → ""
            LEFT(t, 99) == t → true
            LEFT(t, 'x') → null
            RIGHT(t, 3) → "😀 x"
            RIGHT(t, 0) → ""
            RIGHT(t, 99) == t → true
            SUBSTRING(t, 6) → "😀 x"
            SUBSTRING(t, 6, 1) → "😀"
            MID(name, 1, 2) → "av"
            SUBSTRING(name, -3, 2) → "xa"
            SUBSTRING(name, 99) → ""
            SUBSTRING(name, 0, -1) → ""
            SUBSTRING(nothing, 0) → null
            CHARINDEX(t, 'x') → 8
            CHARINDEX(name, 'x', 1) → -1
            CHARINDEX(name, 'a', 1) → 1
            CHARINDEX(name, 'zz') → -1
            CHARINDEX(name, 'r', 99) → -1
            CHARINDEX(name, '') → 0
            CHARINDEX(nothing, 'x') → null
            LASTINDEXOF('a-b-c', '-') → 3
            LASTINDEXOF(t, 'x') → 8
            LASTINDEXOF(name, 'zz') → -1
            TRIM(' a b ') → "a b"
            LTRIM(' a ') → "a "
            RTRIM(' a ') → " a"
            CHARAT(t, 6) → "😀"
            CHARAT(t, 99) → null
            CHARAT(t, -1) → null
            REPLACE('a-b-c', '-', '+') → "a+b-c"
            REPLACE('abc', '', 'x') → "abc"
            REPLACE('abc', 'z', 'x') → "abc"
            REPLACEALL('a-b-c', '-', '') → "abc"
            REPLACEALL(nothing, 'a', 'b') → null
            SPLIT('a,b,', ',') → ["a","b",""]
            SPLIT('a😀', '') → ["a","😀"]
            SPLIT(5, ',') → null
            REPEAT('ab', 3) → "ababab"
            REPEAT('ab', 0) → ""
            REPEAT('ab', -1) → ""
            REPEAT('ab', 1e9) → null
            PADLEFT('7', 3, '0') → "007"
            PADLEFT('7', 3) → "  7"
            PADLEFT('777', 2, '0') → "777"
            PADLEFT('7', 3, '') → null
            PADLEFT('7', 1e9) → null
            PADRIGHT('😀', 3, '-') → "😀--"
            PROPERCASE('hello wORLD o\'neil') → "Hello World O'neil"
            REGEXMATCH(name, '^x.*r$') → true
            REGEXMATCH(name, 'AVI') → false
            REGEXMATCH(name, 'AVI', 'i') → true
            REGEXMATCH('a\nb', '^b', 'm') → true
            REGEXMATCH('a\nb', 'a.b', 's') → true
            REGEXMATCH('aa', '(a)\\1') → true
            REGEXMATCH(name, '(') → null
            REGEXMATCH(name, 'x', 'q') → null
            REGEXMATCH(nothing, 'x') → null
            REGEXMATCH(name, nothing) → null
            REGEXFIND('order 4711', '[0-9]+') → "4711"
            REGEXFIND('order', '[0-9]+') → null
            REGEXREPLACE('a1b22', '[0-9]+', '$1') → "a$1b$1"
            REGEXREPLACE('a1b22', '[0-9]+', nothing) → null
            TEXTSEARCH('grosse') → false
            TEXTSEARCH('GRÖßE') → true
            TEXTSEARCH('nowhere XAVIER') → true
            TEXTSEARCH('-xavier z') → false
            TEXTSEARCH('') → false
            TEXTSEARCH(nothing) → null
            """),
        ("math", """
            ABS(-5) → 5
            ABS(-2.5) → 2.5
            ABS('5') → null
            ABS(nothing) → null
            ACOS(1) → 0
            ACOS(2) → error
            ACOS(null) → null
            ACOSH(1) → 0
            ACOSH(0.5) → error
            ASIN(0) → 0
            ASIN(-1.1) → error
            ASINH(0) → 0
            ATAN(0) → 0
            ATAN2(0, 1) → 0
            ATAN2(1, nothing) → null
            ATANH(0) → 0
            ATANH(1) → null
            ATANH(1.5) → error
            PRODUCT(10, 23, 5, -75) → -86250
            PRODUCT([2, 3]) → 6
            PRODUCT(2, 'x') → null
            PRODUCT([]) → null
            ADD(1, 2, 3) → 6
            ADD('a', 1, 2) → "a12"
            MULTIPLY(2, '3', 4) → 24
            SUBTRACT(5, 3) → 2
            DIVIDE(1, 0) → null
            MOD(7, 3) → 1
            MOD(-7, 3) → -1
            MOD(7.5, 2) → 1.5
            MOD(7, 0) → null
            MOD('7', 2) → null
            CEIL(1.2) → 2
            CEILING(-1.2) → -1
            FLOOR(-1.2) → -2
            FLOOR(5) → 5
            FLOOR(1e300) → 1e+300
            FLOOR(nothing) → null
            ROUND(2.5) → 3
            ROUND(-2.5) → -3
            ROUND(2.675, 2) → 2.68
            ROUND(1234, -2) → 1200
            ROUND(1250, -2) → 1300
            ROUND(1.5, 99) → 1.5
            ROUND(1e300, 2) → 1e+300
            ROUND(1e-30, 2) → 0
            ROUND(1.25, 'x') → null
            TRUNC(-2.79, 1) → -2.7
            TRUNC(2.9) → 2
            TRUNC(1299, -2) → 1200
            POW(2, 10) → 1024
            POWER(2, -1) → 0.5
            POW(-8, 0.5) → null
            SQRT(9) → 3
            SQRT(-1) → null
            EXP(0) → 1
            EXP(1000) → null
            LN(1) → 0
            LN(0) → null
            LN(-1) → null
            LOG10(1000) → 3
            LOG(8, 2) → 3
            LOG(1) → 0
            LOG(8, 1) → null
            SIN(0) → 0
            COS(0) → 1
            TAN(0) → 0
            SINH(0) → 0
            COSH(0) → 1
            TANH(0) → 0
            DEGREES(PI()) → 180
            RADIANS(180) == PI() → true
            SIGN(-3.5) → -1
            SIGN(0) → 0
            SUM(1, 2.5, 'x', null) → 3.5
            SUM(list) → 9
            SUM([]) → 0
            SUM('x') → 0
            AVG(1, 2) → 1.5
            AVERAGE(list) → 2.25
            AVG([]) → null
            MIN(list) → 1
            MAX(3, 7, 'z') → 7
            MAX(nothing) → null
            MEDIAN(3, 1, 2) → 2
            MEDIAN(1, 2, 3, 4) → 2.5
            MEDIAN(list) → 2.5
            STDDEV(2, 4, 4, 4, 5, 5, 7, 9) → 2.138089935299395
            STDEV(1) → null
            """),
        ("dates", """
            NOW() → "2023-01-15T08:30:00.000Z"
            TODAY() → "2023-01-15T00:00:00.000Z"
            TODAY('+10:00') → "2023-01-14T14:00:00.000Z"
            TODAY('Nowhere/Land') → null
            DATE(2022, 9, 1, 10, 0, 0) → "2022-09-01T10:00:00.000Z"
            DATE(2022, 9, 1, 10, 0, 0, 7) → "2022-09-01T10:00:00.007Z"
            DATE(2022, 2, 29) → null
            DATE(2022, 13, 1) → null
            DATE(2022, 1, 1, 24) → null
            DATE(2022, nothing, 1) → null
            DATEVALUE('2023-02-01T00:00:00.000Z') → "2023-02-01T00:00:00.000Z"
            DATEVALUE('2023-02-01') → "2023-02-01T00:00:00.000Z"
            DATEVALUE('2023-02-01T01:00') → "2023-02-01T01:00:00.000Z"
            DATEVALUE('2023-02-01T01:00:00.123456+01:00') → "2023-02-01T00:00:00.123Z"
            DATEVALUE('2023-02-01T01:00:00-0130') → "2023-02-01T02:30:00.000Z"
            DATEVALUE('2023-02-01T01:00:00+01') → "2023-02-01T00:00:00.000Z"
            DATEVALUE('2020-04-01T06:40:12.941+00:00') → "2020-04-01T06:40:12.941Z"
            DATEVALUE('2023-02-30') → null
            DATEVALUE('2023-02') → null
            DATEVALUE('2023-02-01T25:00') → null
            DATEVALUE('2023-02-01T00:00:00.') → null
            DATEVALUE('2023-02-01T00:00:00X') → null
            DATEVALUE('0001-01-01T00:00:00+01:00') → null
            DATEVALUE(5) → null
            DATEVALUE(nothing) → null
            STRTODATE('2023-02-01 10:20:30') → "2023-02-01T10:20:30.000Z"
            DATEMILLIS('1970-01-01T00:00:01Z') → 1000
            DATEMILLIS(createdAt) → 1678000089010
            DATEMILLIS('x') → null
            DATEFROMMILLIS(1000) → "1970-01-01T00:00:01.000Z"
            DATEFROMMILLIS(-1) → "1969-12-31T23:59:59.999Z"
            DATEFROMMILLIS(1e18) → null
            DATEFROMMILLIS('5') → null
            DATEADD(NOW(), 5) → "2023-01-20T08:30:00.000Z"
            DATEADD('2023-01-31', 1, 'month') → "2023-02-28T00:00:00.000Z"
            DATEADD('2024-02-29', -1, 'years') → "2023-02-28T00:00:00.000Z"
            DATEADD('2023-01-31', 1, 'QUARTER') → "2023-04-30T00:00:00.000Z"
            DATEADD('2023-01-01', -2, 'week') → "2022-12-18T00:00:00.000Z"
            DATEADD('2023-01-01', 1.5, 'day') → "2023-01-02T12:00:00.000Z"
            DATEADD('2023-01-01', 90, 'minute') → "2023-01-01T01:30:00.000Z"
            DATEADD('2023-01-01', 1, 'fortnight') → null
            DATEADD('2023-01-01', 1e6, 'year') → null
            DATEADD('2023-01-01', 1e30, 'day') → null
            DATEADD(nothing, 1) → null
            DATEADD('2023-01-01', '1') → null
            DATEDIFF('2023-01-01', '2023-01-02T23:00') → 1
            DATEDIFF('2023-01-02', '2023-01-01') → -1
            DATEDIFF('2023-01-31', '2023-02-28', 'month') → 1
            DATEDIFF('2023-01-15', '2023-02-14', 'month') → 0
            DATEDIFF('2023-02-15', '2023-01-14', 'month') → -1
            DATEDIFF('2020-02-29', '2023-02-28', 'year') → 3
            DATEDIFF('2023-01-01', '2023-12-31', 'quarter') → 3
            DATEDIFF('2023-01-01', '2023-01-01T00:00:01', 'millisecond') → 1000
            DATEDIFF('2023-01-01', 'x') → null
            YEAR(createdAt) → 2023
            QUARTER(createdAt) → 1
            MONTH(createdAt) → 3
            DAY(createdAt) → 5
            DAYOFMONTH(createdAt) → 5
            hour(this.createdAt) → 7
            minute(createdAt) → 8
            SECOND(createdAt) → 9
            MILLISECOND(createdAt) → 10
            HOUR(createdAt, '+03:00') → 10
            HOUR(createdAt, 'Europe/Istanbul') → 10
            DAY(createdAt, 'America/New_York') → 5
            HOUR(createdAt, '../etc/passwd') → null
            HOUR(createdAt, 5) → null
            YEAR(nothing) → null
            YEAR('2021-05-05') → 2021
            YEAR(0) → 1970
            DAYOFWEEK('2023-03-05') → 1
            WEEKDAY('2023-03-11') → 7
            DAYOFYEAR('2024-12-31') → 366
            WEEK('2023-01-01') → 1
            WEEK('2022-01-01') → 0
            WEEK('2022-12-31') → 52
            ISOWEEK('2023-01-01') → 52
            ISOWEEKYEAR('2023-01-01') → 2022
            ISODAYOFWEEK('2023-01-01') → 7
            ISODAYOFWEEK('2023-01-02') → 1
            DATETRUNC(createdAt, 'year') → "2023-01-01T00:00:00.000Z"
            DATETRUNC('2023-05-17', 'quarter') → "2023-04-01T00:00:00.000Z"
            DATETRUNC(createdAt, 'month') → "2023-03-01T00:00:00.000Z"
            DATETRUNC('2023-03-08', 'week') → "2023-03-05T00:00:00.000Z"
            DATETRUNC(createdAt, 'day') → "2023-03-05T00:00:00.000Z"
            DATETRUNC(createdAt, 'hour') → "2023-03-05T07:00:00.000Z"
            DATETRUNC(createdAt, 'day', '+10:00') → "2023-03-04T14:00:00.000Z"
            DATETRUNC(createdAt, 'eon') → null
            EOMONTH('2023-01-31', 1) → "2023-02-28T00:00:00.000Z"
            EOMONTH('2024-02-01') → "2024-02-29T00:00:00.000Z"
            EOMONTH('x') → null
            DATEFORMAT(createdAt, 'YYYY-MM-DD HH:mm:ss.SSS') → "2023-03-05 07:08:09.010"
            DATEFORMAT(createdAt, 'DD/MM', '-08:00') → "04/03"
            DATEFORMAT(createdAt, 5) → null
            ISBEFORE('2022-01-01', createdAt) → true
            ISAFTER('2022-01-01', createdAt) → false
            ISBEFORE('x', createdAt) → null
            ISSAMEDAY('2023-03-05T23:59:59Z', createdAt) → true
            ISSAMEDAY('2023-03-05T23:59:59Z', createdAt, '+01:00') → false
            """),
        ("places", """
            POINT(29.03, 41.22) → [29.03,41.22]
            GEOPOINT(181, 0) → null
            POINT('x', 0) → null
            LONGITUDE(at) → 29.03
            LATITUDE(at) → 41.22
            LATITUDE([1]) → null
            DISTANCE(at, at) → 0
            ROUND(DISTANCE([0, 0], [1, 0])) → 111195
            ROUND(DISTANCE([0, 0], [180, 0])) → 20015114
            DISTANCE(at, nothing) → null
            DISTANCE(at, [1, 2, 3]) → null
            DISTANCE(at, [29.03, 41.22]) < 5000 → true
            WITHINRADIUS(at, [29.04, 41.22], 1000) → true
            WITHINRADIUS(at, [29.04, 41.22], 100) → false
            WITHINRADIUS(nothing, [29, 41], 100) → null
            WITHINPOLYGON(at, [[29, 41], [30, 41], [30, 42], [29, 42]]) → true
            WITHINPOLYGON([0, 0], [[29, 41], [30, 41], [30, 42]]) → false
            WITHINPOLYGON([0, 0], [[0, 0], [1, 0], [1, 1]]) → true
            WITHINPOLYGON([0, 0], [[0, 0], [1, 0]]) → null
            WITHINPOLYGON([0, 0], [[0, 0], [1, 0], 'x']) → null
            """),
        ("objects", """
            KEYS(o) → ["a","b","createdAt"]
            KEYS(n) → null
            VALUES(PICK(o, 'a', 'b')) → [1,"z"]
            HASKEY(o, 'a') → true
            HASKEY(o, 'A') → false
            HASKEY(nothing, 'a') → null
            GETFIELD(o, 'b') → "z"
            GETFIELD(o, 'zz') → null
            YEAR(GETFIELD(o, 'createdAt')) → 2022
            MERGE(PICK(o, 'a'), PARSEJSON('{"a":2,"c":[3]}'), nothing) → {"a":2,"c":[3]}
            MERGE(o, 5) → null
            PICK(o, 'b', 'q') → {"b":"z"}
            OMITKEYS(o, 'b', 'createdAt') → {"a":1}
            PICK(n, 'b') → null
            """),
        ("validation", """
            ISEMAIL('a@b.co') → true
            ISEMAIL('a@b') → false
            ISEMAIL('a b@c.co') → false
            ISEMAIL('a@b.co\n') → false
            ISEMAIL(nothing) → null
            ISURL('https://x.co/a?b') → true
            ISURL('javascript:alert(1)') → false
            ISURL('/relative') → false
            ISPHONE('+905551112233') → true
            ISPHONE('05551112233') → false
            ISIP('127.0.0.1') → true
            ISIP('1') → false
            ISIP('::1') → true
            ISUUID('123e4567-e89b-12d3-a456-426614174000') → true
            ISUUID('123e4567') → false
            ISOBJECTID('61f0c0ffee00000000000a01') → true
            ISOBJECTID('x') → false
            ISALPHA('äb') → true
            ISALPHA('a1') → false
            ISALPHA('') → false
            ISALPHANUMERIC('a1') → true
            ISALPHANUMERIC('a 1') → false
            ISNUMERIC('1e3') → true
            ISNUMERIC('x') → false
            ISNUMERIC(5) → true
            ISINTEGER('-12') → true
            ISINTEGER('1.5') → false
            ISINTEGER(2.0) → true
            ISINTEGER(true) → null
            ISDECIMAL('1.5') → true
            ISDECIMAL('1e5') → false
            ISHEXCOLOR('#fff') → true
            ISHEXCOLOR('#ffff0') → false
            ISCREDITCARD('4111 1111 1111 1111') → true
            ISCREDITCARD('4111 1111 1111 1112') → false
            ISJSON('{"a":1}') → true
            ISJSON('{a}') → false
            """),
        ("digests", """
            SHA256('a') → "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
            MD5('a') → "0cc175b9c0f1b6a831c399e269772661"
            ENCODEBASE64('é') → "w6k="
            DECODEBASE64('w6k=') → "é"
            DECODEBASE64('***') → null
            DECODEBASE64('/w==') → null
            SHA256(5) → null
            """),
    ];
}
