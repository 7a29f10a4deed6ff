using System.Reactive.Linq;
using Altogic.Reactive.Database;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Database;

/// <summary>Our call for one wire example, and where and why it differs from the official one.</summary>
/// <param name="Run">Makes the call; the data of its result as JSON.</param>
internal sealed record DbWireCall(Func<DatabaseManager, IObservable<Result<JToken?>>> Run)
{
    /// <summary>Why anything below is set.</summary>
    public string? Why { get; init; }

    /// <summary>Members of our body, where the official ones are to be bettered; the path of a value and its JSON.</summary>
    public (string Path, string? Json)[] Instead { get; init; } = [];

    /// <summary>The call is refused with an <see cref="ArgumentException"/> before anything is sent.</summary>
    public bool IsRefused { get; init; }

    /// <summary>Our data, where it differs from the answer.</summary>
    public string? Data { get; init; }

    public static DbWireCall List(Func<DatabaseManager, IObservable<Result<IReadOnlyList<JObject>>>> call) =>
        Of(call, items => new JArray(items));

    public static DbWireCall Counted(Func<DatabaseManager, IObservable<Result<ListResult<JObject>>>> call) =>
        Of(call, list => new JObject { ["info"] = JObject.FromObject(list.Info), ["data"] = new JArray(list.Data) });

    public static DbWireCall One<T>(Func<DatabaseManager, IObservable<Result<T>>> call)
        where T : JToken? => Of(call, data => data);

    public static DbWireCall Rows(Func<DatabaseManager, IObservable<Result<IReadOnlyList<GroupRow>>>> call) =>
        Of(call, rows => new JArray(rows.Select(row => JObject.Parse(row.ToString()))));

    public static DbWireCall Info<T>(Func<DatabaseManager, IObservable<Result<T>>> call) =>
        Of(call, info => info is null ? null : JToken.FromObject(info));

    public static DbWireCall Refused(string why, Action<DatabaseManager> call) => new(db =>
    {
        call(db);
        return Observable.Empty<Result<JToken?>>();
    })
    {
        IsRefused = true,
        Why = why,
    };

    private static DbWireCall Of<T>(Func<DatabaseManager, IObservable<Result<T>>> call, Func<T, JToken?> toJson) =>
        new(db => call(db).Select(result => result.Map(toJson)));
}
