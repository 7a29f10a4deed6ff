using System.Reactive;
using System.Reactive.Linq;
using Altogic.Reactive.Database;
using Altogic.Reactive.Internal.Serialization;
using Altogic.Reactive.Storage;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Storage;

/// <summary>Our call for one wire example, and where and why it differs from the official one.</summary>
/// <param name="Run">Makes the call; the data of its result as JSON.</param>
internal sealed record StorageWireCall(Func<StorageManager, IObservable<Result<JToken?>>> Run)
{
    /// <summary>Why anything below is set.</summary>
    public string? Why { get; init; }

    /// <summary>Members of our body, where the official ones are to be bettered; the path of a value and its JSON.</summary>
    public (string Path, string Json)[] Instead { get; init; } = [];

    /// <summary>The call is refused with an <see cref="ArgumentException"/> before anything is sent.</summary>
    public bool IsRefused { get; init; }

    /// <summary>The request line of ours, where it differs.</summary>
    public string? Request { get; init; }

    /// <summary>File name, content type and content in hexadecimal digits of the form, where they differ.</summary>
    public (string FileName, string ContentType, string Hex)? Form { get; init; }

    public static StorageWireCall Bucket(Func<StorageManager, IObservable<Result<BucketInfo>>> call) => Of(call, ToJson);

    public static StorageWireCall File(Func<StorageManager, IObservable<Result<StoredFile>>> call) => Of(call, ToJson);

    public static StorageWireCall Buckets(Func<StorageManager, IObservable<Result<IReadOnlyList<BucketInfo>>>> call) => Of(call, ToJson);

    public static StorageWireCall Files(Func<StorageManager, IObservable<Result<IReadOnlyList<StoredFile>>>> call) => Of(call, ToJson);

    public static StorageWireCall Counted<T>(Func<StorageManager, IObservable<Result<ListResult<T>>>> call) =>
        Of(call, list => new JObject { ["info"] = ToJson(list.Info), ["data"] = ToJson(list.Data) });

    public static StorageWireCall Stats(Func<StorageManager, IObservable<Result<StorageStats>>> call) => Of(call, stats => stats.ToJson());

    public static StorageWireCall Flag(Func<StorageManager, IObservable<Result<bool>>> call) => Of(call, flag => new JValue(flag));

    public static StorageWireCall Bytes(Func<StorageManager, IObservable<Result<byte[]>>> call) =>
        Of(call, bytes => new JValue(Convert.ToHexStringLower(bytes)));

    public static StorageWireCall Nothing(Func<StorageManager, IObservable<Result<Unit>>> call) => Of(call, _ => null);

    public static StorageWireCall Refused(string why, Action<StorageManager> call) => new(storage =>
    {
        call(storage);
        return Observable.Empty<Result<JToken?>>();
    })
    {
        IsRefused = true,
        Why = why,
    };

    /// <summary>Without members that are null, as both sides may leave them out.</summary>
    public static JToken WithoutNulls(JToken token) => token switch
    {
        JObject json => new JObject(json.Properties().Where(member => member.Value.Type != JTokenType.Null)
            .OrderBy(member => member.Name, StringComparer.Ordinal).Select(member => new JProperty(member.Name, WithoutNulls(member.Value)))),
        JArray list => new JArray(list.Select(WithoutNulls)),
        _ => token.DeepClone(),
    };

    private static JToken ToJson(object? data) =>
        JsonConvert.DeserializeObject<JToken>(JsonConvert.SerializeObject(data, JsonFormat.Default.Settings), JsonFormat.Default.Settings)!;

    private static StorageWireCall Of<T>(Func<StorageManager, IObservable<Result<T>>> call, Func<T, JToken?> toJson) =>
        new(storage => call(storage).Select(result => result.Map(toJson)));
}
