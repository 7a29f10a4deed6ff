using System.Reactive.Linq;
using Altogic.Reactive.Tests.Database;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Results;

/// <summary>Lists promise items that are there; an answer with null among them is a failure, not a surprise later.</summary>
public sealed class NullItemsTests
{
    private static IEnumerable<TestCaseData> Lists()
    {
        static TestCaseData Of<T>(string path, string answer, Func<AltogicClient, IObservable<Result<T>>> list) =>
            new TestCaseData(path, answer, (Func<AltogicClient, IObservable<AltogicError?>>)(client => list(client).Select(result => result.Errors)))
                .SetArgDisplayNames(path, answer);

        yield return Of("/_api/rest/v1/db/get-list", "[null]", client => client.Db.Model<Todo>().Get());
        yield return Of("/_api/rest/v1/db/get-list", """{"info":null,"data":[{},null]}""", client => client.Db.Model<Todo>().Get());
        yield return Of("/_api/rest/v1/db/compute", "[null]", client => client.Db.Model<Todo>().Compute(compute => compute.Count("n")));
        yield return Of("/_api/rest/v1/storage/bucket/list-files", "[null]", client => client.Storage.Bucket("b").ListFiles());
        yield return Of("/_api/rest/v1/cache/list-keys", """{"data":[null]}""", client => client.Cache.ListKeys());
        yield return Of("/_api/rest/v1/realtime/get-members", "[null]", client => client.Realtime.GetMembers("c"));
        yield return Of("/_api/rest/v1/realtime/get-members", """[{"data":{}}]""", client => client.Realtime.GetMembers("c"));
    }

    [TestCaseSource(nameof(Lists))]
    public async Task List_WithANull_IsAFailure(string path, string answer, Func<AltogicClient, IObservable<AltogicError?>> list)
    {
        using var http = new StubHttp();
        http.On("POST", path).Reply(answer);
        using var client = http.CreateClient();

        var error = await list(client);

        Assert.That((error?.Kind, error?.Items[0].Code), Is.EqualTo((ErrorKind.Serialization, ErrorCodes.InvalidResponse)));
    }
}
