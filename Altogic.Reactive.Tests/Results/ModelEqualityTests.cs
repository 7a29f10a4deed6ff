using Altogic.Reactive.Cache;
using Altogic.Reactive.Internal.Serialization;
using Altogic.Reactive.Storage;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Results;

/// <summary>Two readings of the same are equal: lists that are read again replace only the rows that have changed.</summary>
public sealed class ModelEqualityTests
{
    private const string Bucket = """{"_id":"1","name":"b","tags":["x","y"],"stats":{"objectsCount":2,"of":{"a":[1]}},"extra":{"b":[1]}}""";

    private static IEnumerable<TestCaseData> Models()
    {
        static TestCaseData Of<T>(string json, params string[] others) =>
            new TestCaseData((Func<string, object>)(text => JsonFormat.Default.Convert<T>(JToken.Parse(text))!), json, others).SetArgDisplayNames(typeof(T).Name);

        yield return Of<StoredFile>(
            """{"_id":"1","fileName":"a","tags":["x","y"]}""", """{"_id":"1","fileName":"a","tags":["x"]}""", """{"_id":"1","fileName":"b","tags":["x","y"]}""");
        yield return Of<BucketInfo>(
            Bucket, Bucket.Replace("\"y\"", "\"z\""), Bucket.Replace("\"a\":[1]", "\"a\":[2]"), Bucket.Replace("\"b\":[1]", "\"b\":[2]"), """{"_id":"1","name":"b"}""");
        yield return Of<StorageStats>("""{"objectsCount":2,"x":[1]}""", """{"objectsCount":2,"x":[2]}""");
        yield return Of<CacheEntry>("""{"key":"k","value":{"a":[1]}}""", """{"key":"k","value":{"a":[2]}}""", """{"key":"k"}""");
        yield return Of<CacheStats>("""{"totalKeys":1,"x":[1]}""", """{"totalKeys":1,"x":[2]}""", """{"totalKeys":1,"x":[1],"y":1}""");
        yield return Of<ErrorEntry>(
            """{"origin":"client_error","code":"c","message":"m","details":{"a":[1]}}""",
            """{"origin":"client_error","code":"c","message":"m","details":{"a":[2]}}""",
            """{"origin":"client_error","code":"c","message":"m"}""");
    }

    [TestCaseSource(nameof(Models))]
    public void Model_ReadTwice_IsEqual_AndToNothingElse(Func<string, object> read, string json, string[] others)
    {
        var first = read(json);
        Assert.That(first.Equals(read(json)), Is.True);
        Assert.That(first.GetHashCode(), Is.EqualTo(read(json).GetHashCode()));
        foreach (var other in others) Assert.That(first.Equals(read(other)), Is.False, other);
    }
}
