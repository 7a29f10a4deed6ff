using Altogic.Reactive.Auth;
using Altogic.Reactive.Internal;
using Altogic.Reactive.Internal.Execution;
using Altogic.Reactive.Internal.Rest;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Internal.Rest;

/// <summary>How a declaration becomes a request: address, query, headers, body.</summary>
public sealed class RestRequesterTests
{
    private const string Hard = "a+b&c=d %41?#é 漢 😀\"'\\/İı";

    private StubHttp _http = null!;
    private ClientContext _context = null!;

    [SetUp]
    public void Create()
    {
        _http = new StubHttp();
        _context = CreateContext(StubHttp.Url);
    }

    [TearDown]
    public void Remove()
    {
        _context.Dispose();
        _http.Dispose();
    }

    [Test]
    public void Query_IsPercentEncoded_PlusIncluded()
    {
        _http.On("POST", "/_api/rest/v1/auth/signin-code?code=1%2B2%20%263&phone=%2B905551112233").Reply("{}");

        Send(_context.Rest.Auth.SignInWithCode("1+2 &3", "+905551112233", default));
    }

    [Test]
    public void Query_SurvivesAnyText()
    {
        _http.On("GET", "/_api/rest/v1/auth/grant").Reply("{}");

        Send(_context.Rest.Auth.GetAuthGrant(Hard, default));

        Assert.That(Uri.UnescapeDataString(_http.Single.Query), Is.EqualTo("key=" + Hard));
        Assert.That(_http.Single.Query, Does.Not.Contain("+"));
    }

    [Test]
    public void Query_EmptyStaysEmpty_NullIsLeftOut()
    {
        _http.On("GET", "/_api/rest/v1/auth/grant?key=").Reply("{}");
        _http.On("GET", "/_api/rest/v1/cache").Reply("null");

        Send(_context.Rest.Auth.GetAuthGrant("", default));
        Send(_context.Rest.Cache.Get(null!, default));

        Assert.That(_http.Last.Query, Is.Empty);
    }

    [Test]
    public void PathParameter_IsOneEncodedSegment()
    {
        _http.On("GET", "/_api/rest/v1/queue/a%2Fb%3Fc%20%C5%9F").Reply("null");

        Send(_context.Rest.Queue.GetMessageStatus("a/b?c ş", default));
    }

    [TestCase("")]
    [TestCase(".")]
    [TestCase("..")]
    public async Task PathParameter_ThatWouldChangeThePath_IsNeverSent(string id)
    {
        var error = await _context.Executor
            .ExecuteUnit(new Operation("test", true), cancellation => _context.Rest.Queue.GetMessageStatus(id, cancellation)).ShouldFail();

        Assert.That(error.Kind, Is.EqualTo(ErrorKind.Client));
    }

    [Test]
    public void EnvironmentPrefix_IsKept()
    {
        using var context = CreateContext("http://stub.test/e:62d8/");
        _http.On("GET", "/e:62d8/_api/rest/v1/db/stats").Reply("{}");

        Send(context.Rest.Database.GetStats(default));
    }

    [Test]
    public void Session_IsSent_ButNotOnPublicCalls()
    {
        _context.Sessions.SetSession(new Session { Token = "token-1" });
        _http.On("GET", "/_api/rest/v1/auth/user").Reply("{}");
        _http.On("POST", "/_api/rest/v1/auth/signin-email").Reply("{}");

        Send(_context.Rest.Auth.GetUser(default));
        Assert.That(_http.Last.Header("Session"), Is.EqualTo("token-1"));
        Send(_context.Rest.Auth.SignInWithEmail(new SignInEmailRequest("a", "b"), default));
        Assert.That(_http.Last.Headers, Does.Not.ContainKey("Session"));
    }

    [Test]
    public void WithoutBody_NoContentTypeIsSent()
    {
        _http.On("POST", "/_api/rest/v1/auth/signout-all").Reply("null");

        Send(_context.Rest.Auth.SignOutAll(default));

        Assert.That(_http.Single.Body, Is.Null);
        Assert.That(_http.Single.Headers, Does.Not.ContainKey("Content-Type"));
    }

    [Test]
    public void Endpoint_TakesPathQueryBodyAndApiKeyAsGiven()
    {
        _http.On("DELETE", "/orders/a%20b?x=1&y=%2B").Reply("null");

        var request = new EndpointRequest([new("Authorization", "endpoint-key")], new { why = "é" });
        Send(_context.Rest.Endpoint.Delete("orders/a%20b", "x=1&y=%2B", request, default));

        Assert.That((_http.Single.Header("Authorization"), _http.Single.Body), Is.EqualTo(("endpoint-key", """{"why":"é"}""")));
    }

    [Test]
    public void Endpoint_WithoutAKeyOfItsOwn_KeepsTheClients()
    {
        using var context = new ClientContext(StubHttp.Url, "k", new AltogicClientOptions { HttpMessageHandler = _http, ApiKey = "client-api-key" });
        _http.On("GET", "/orders").Reply("null");

        Send(context.Rest.Endpoint.Get("orders", null, new EndpointRequest([], null), default));

        Assert.That(_http.Single.Header("Authorization"), Is.EqualTo("client-api-key"));
    }

    [TestCaseSource(nameof(Bodies))]
    public void Bodies_HaveTheExactMembersInOrder(object body, string expected)
    {
        using var content = _context.Json.Write(body);

        Assert.That(content.ReadAsStringAsync().GetAwaiter().GetResult(), Is.EqualTo(expected));
    }

    private static IEnumerable<TestCaseData> Bodies()
    {
        const string query = """{"expression":null,"lookups":null,"page":null,"limit":null,"sort":null,"omit":null,"group":null}""";
        var all = new QueryRecord();
        var values = new { a = 1 };
        TestCaseData Case(object body, string expected) => new TestCaseData(body, expected).SetArgDisplayNames(body.GetType().Name);
        yield return Case(new SignUpEmailRequest("e", "p", null), """{"email":"e","password":"p"}""");
        yield return Case(new SignUpPhoneRequest("f", "p", new { name = "n" }), """{"phone":"f","password":"p","nameOrUserData":{"name":"n"}}""");
        yield return Case(new SignOutRequest(null), "{}");
        yield return Case(new ChangePasswordRequest("n", "o"), """{"newPassword":"n","oldPassword":"o"}""");
        yield return Case(new ChangeEmailRequest("p", "n"), """{"currentPassword":"p","newEmail":"n"}""");
        yield return Case(new CreateRequest(values, all, "m"), $$"""{"values":{"a":1},"query":{{query}},"model":"m"}""");
        yield return Case(new ChildRequest(values, "p", false, all, "m"), $$"""{"values":{"a":1},"parentId":"p","returnTop":false,"query":{{query}},"model":"m"}""");
        yield return Case(new GetListRequest(all, false, "m"), $$"""{"query":{{query}},"returnCountInfo":false,"model":"m"}""");
        yield return Case(
            new ComputeRequest(all, [new ComputationRecord("n", "count")], "m"),
            $$"""{"query":{{query}},"computations":[{"name":"n","type":"count"}],"model":"m"}""");
        yield return Case(new GetRandomRequest(all, 3, "m"), $$"""{"query":{{query}},"count":3,"model":"m"}""");
        yield return Case(
            new UpdateFieldsRequest([FieldUpdateRecord.With("f", "set", null), FieldUpdateRecord.Without("g", "unset")], all, "m"),
            $$"""{"updates":[{"field":"f","updateType":"set","value":null},{"field":"g","updateType":"unset"}],"query":{{query}},"model":"m"}""");
        yield return Case(new SearchTextRequest(all, false, "t", "m"), $$"""{"query":{{query}},"returnCountInfo":false,"text":"t","model":"m"}""");
        yield return Case(new SearchFuzzyRequest(all, "t", "f", "m"), $$"""{"query":{{query}},"text":"t","fieldName":"f","model":"m"}""");
        yield return Case(
            new ObjectGetRequest(new ObjectReadOptions(), "i", [new LookupRecord(Field: "c"), new LookupRecord(null, "n", "m", "q")], "m"),
            """{"options":{"cache":"nocache"},"id":"i","lookups":[{"field":"c"},{"name":"n","modelName":"m","query":"q"}],"model":"m"}""");
        yield return Case(
            new ObjectChildRequest(values, new ObjectWriteOptions(), "i", "p", "m"),
            """{"values":{"a":1},"options":{"cache":"nocache","returnTop":false},"id":"i","parentId":"p","model":"m"}""");
        yield return Case(
            new ObjectDeleteRequest(new ObjectDeleteOptions(), null, "m"), """{"options":{"removeFromCache":true,"returnTop":false},"model":"m"}""");
        yield return Case(
            new ListRequest(null, new ListOptionsRecord(2, 5, new SortRecord("uploadedAt", "desc"), true)),
            """{"expression":null,"options":{"page":2,"limit":5,"sort":{"field":"uploadedAt","direction":"desc"},"returnCountInfo":true}}""");
        yield return Case(new BucketUpdateRequest("n", true, new[] { "a" }, false, "b"), """{"newName":"n","isPublic":true,"tags":["a"],"includeFiles":false,"bucket":"b"}""");
        yield return Case(new FileDuplicateRequest(null, "f", "b"), """{"file":"f","bucket":"b"}""");
        yield return Case(new FileUpdateRequest("n", true, "t", "f", "b"), """{"newName":"n","isPublic":true,"tags":"t","file":"f","bucket":"b"}""");
        yield return Case(new SubmitMessageRequest("q", null, null), """{"queueNameOrId":"q","message":null}""");
        yield return Case(new CacheSetRequest("k", null, 0), """{"key":"k","value":null,"ttl":0}""");
        yield return Case(new CacheIncrementRequest("k", 2.5, 30), """{"key":"k","increment":2.5,"ttl":30}""");
        yield return Case(new CacheListKeysRequest(null, null), "{}");
    }

    private static void Send(Task<HttpResponseMessage> sent) => sent.GetAwaiter().GetResult().Dispose();

    private ClientContext CreateContext(string url) => new(url, StubHttp.ClientKey, new AltogicClientOptions { HttpMessageHandler = _http });
}
