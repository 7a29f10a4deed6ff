namespace Altogic.Reactive.Tests.Backend.Database.Query.Functions;

/// <summary>Truth, comparison and types.</summary>
internal static class LogicCases
{
    public static (string Name, string Lines)[] Families { get; } =
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
    ];
}
