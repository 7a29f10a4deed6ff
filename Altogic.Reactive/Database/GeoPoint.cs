using Newtonsoft.Json;

namespace Altogic.Reactive.Database;

/// <summary>A place on earth, stored as <c>[longitude, latitude]</c> (data-model §4).</summary>
/// <param name="Longitude">Degrees east, −180 to 180.</param>
/// <param name="Latitude">Degrees north, −90 to 90.</param>
[JsonConverter(typeof(GeoPointConverter))]
public readonly record struct GeoPoint(double Longitude, double Latitude);
