namespace Altogic.Reactive.Tests.Backend.Database.Query.Functions;

/// <summary>Numbers and dates.</summary>
internal static class NumberCases
{
    public static (string Name, string Lines)[] Families { get; } =
    [
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
    ];
}
