namespace Altogic.Reactive.Tests.Backend.Database.Query.Functions;

/// <summary>Lists, objects and places.</summary>
internal static class ListCases
{
    public static (string Name, string Lines)[] Families { get; } =
    [
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
    ];
}
