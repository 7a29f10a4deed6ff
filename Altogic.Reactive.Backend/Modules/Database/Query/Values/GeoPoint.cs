namespace Altogic.Reactive.Backend.Modules.Database.Query.Values;

/// <summary>A place on earth: longitude and latitude in degrees.</summary>
internal readonly record struct GeoPoint(double Longitude, double Latitude)
{
    private const double EarthRadius = 6_371_008.8;

    /// <summary>Reads a list of two numbers within the limits of the globe.</summary>
    public static bool TryRead(in Value value, out GeoPoint point)
    {
        point = default;
        if (value.Kind != ValueKind.List || value.Count != 2) return false;
        var items = value.ToArray();
        if (!items[0].IsNumeric || !items[1].IsNumeric) return false;
        point = new GeoPoint(items[0].Number, items[1].Number);
        return point.Longitude is >= -180 and <= 180 && point.Latitude is >= -90 and <= 90;
    }

    /// <summary>Metres along the great circle.</summary>
    public double DistanceTo(GeoPoint other)
    {
        var (from, to) = (double.DegreesToRadians(Latitude), double.DegreesToRadians(other.Latitude));
        var rise = Math.Sin((to - from) / 2);
        var run = Math.Sin(double.DegreesToRadians(other.Longitude - Longitude) / 2);
        var chord = rise * rise + Math.Cos(from) * Math.Cos(to) * run * run;
        return 2 * EarthRadius * Math.Asin(Math.Min(1, Math.Sqrt(chord)));
    }

    /// <summary>Whether the point lies in a polygon or on its border, on the flat map.</summary>
    public bool IsWithin(IReadOnlyList<GeoPoint> polygon)
    {
        var isInside = false;
        for (var index = 0; index < polygon.Count; index++)
        {
            var (a, b) = (polygon[index], polygon[(index + 1) % polygon.Count]);
            if (IsBetween(a, b)) return true;
            if (a.Latitude > Latitude == b.Latitude > Latitude) continue;
            var crossing = a.Longitude + (Latitude - a.Latitude) / (b.Latitude - a.Latitude) * (b.Longitude - a.Longitude);
            if (Longitude < crossing) isInside = !isInside;
        }

        return isInside;
    }

    private bool IsBetween(GeoPoint a, GeoPoint b)
    {
        var cross = (b.Longitude - a.Longitude) * (Latitude - a.Latitude) - (b.Latitude - a.Latitude) * (Longitude - a.Longitude);
        return cross == 0
            && Longitude >= Math.Min(a.Longitude, b.Longitude) && Longitude <= Math.Max(a.Longitude, b.Longitude)
            && Latitude >= Math.Min(a.Latitude, b.Latitude) && Latitude <= Math.Max(a.Latitude, b.Latitude);
    }
}
