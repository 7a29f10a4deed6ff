using Altogic.Reactive.Backend.Modules.Database.Query.Values;

namespace Altogic.Reactive.Backend.Modules.Database.Query.Functions;

/// <summary>Places (expressions §8.7).</summary>
internal static class GeoFunctions
{
    public static IEnumerable<FunctionDefinition> All { get; } =
    [
        new("POINT(longitude, latitude)", MakePoint) { Aliases = ["GEOPOINT"] },
        new("LONGITUDE(point)", (in Value point) => GeoPoint.TryRead(point, out var place) ? Value.OfWhole(place.Longitude) : Value.Null),
        new("LATITUDE(point)", (in Value point) => GeoPoint.TryRead(point, out var place) ? Value.OfWhole(place.Latitude) : Value.Null),
        new("DISTANCE(p1, p2)", Distance),
        new("WITHINRADIUS(point, center, metres)", IsWithinRadius),
        new("WITHINPOLYGON(point, corners)", IsWithinPolygon),
    ];

    private static Value MakePoint(in Value longitude, in Value latitude)
    {
        var point = Value.Of([longitude, latitude]);
        return GeoPoint.TryRead(point, out _) ? point : Value.Null;
    }

    private static Value Distance(in Value a, in Value b) =>
        GeoPoint.TryRead(a, out var from) && GeoPoint.TryRead(b, out var to) ? Value.Of(from.DistanceTo(to)) : Value.Null;

    private static Value IsWithinRadius(in Value point, in Value center, in Value metres)
    {
        var distance = Distance(point, center);
        return distance.IsNumeric && metres.IsNumeric ? Value.Of(distance.Number <= metres.Number) : Value.Null;
    }

    private static Value IsWithinPolygon(in Value point, in Value corners)
    {
        if (!GeoPoint.TryRead(point, out var place) || corners.Kind != ValueKind.List) return Value.Null;
        var polygon = new List<GeoPoint>();
        foreach (var corner in corners.Items)
        {
            if (!GeoPoint.TryRead(corner, out var vertex)) return Value.Null;
            polygon.Add(vertex);
        }

        return polygon.Count < 3 ? Value.Null : Value.Of(place.IsWithin(polygon));
    }
}
