using Altogic.Reactive.Internal.Execution;
using Altogic.Reactive.Tests.Testing;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Internal.Execution;

/// <summary>Errors §1.2: the four forms of an error body, and those that are none.</summary>
public sealed class ErrorBodyTests
{
    [TestCase("""{"errors":[{"origin":"client_error","code":"a","message":"A."},{"origin":"server_error","code":"b","message":"B."}]}""", "client_error a A.|server_error b B.")]
    [TestCase("""{"errors":{"origin":"client_error","code":"a","message":"A."}}""", "client_error a A.")]
    [TestCase("""[{"origin":"client_error","code":"a","message":"A."}]""", "client_error a A.")]
    [TestCase("""{"origin":"client_error","code":"a","message":"A."}""", "client_error a A.")]
    public void TheFourForms(string body, string expected)
    {
        var error = ErrorBody.ToError(400, "Bad Request", JToken.Parse(body));

        Assert.That(string.Join("|", error.Items.Select(item => $"{item.Origin} {item.Code} {item.Message}")), Is.EqualTo(expected));
        Assert.That((error.Kind, error.Status, error.StatusText), Is.EqualTo((ErrorKind.Api, 400, "Bad Request")));
    }

    [Test]
    public void Details_AreKept()
    {
        var error = ErrorBody.ToError(
            400, "", JToken.Parse("""{"errors":[{"origin":"client_error","code":"not_unique","message":"X.","details":{"field":"email","value":1}}]}"""));

        Assert.That((string?)error.Items[0].Details!["field"], Is.EqualTo("email"));
    }

    [Test]
    public void ABodyOfTheAppsOwn_IsKeptAsDetails()
    {
        var error = ErrorBody.ToError(418, "Teapot", JToken.Parse("""{"error":"short and stout","spout":1}"""));

        Assert.That((error.Items[0].Origin, error.Items[0].Code, error.Message), Is.EqualTo(("client_error", ErrorCodes.Unspecified, "short and stout")));
        Assert.That((int)error.Items[0].Details!["spout"]!, Is.EqualTo(1));
    }

    [TestCase("""{"errors":[]}""")]
    [TestCase("""{"errors":null}""")]
    [TestCase("""{"errors":"no"}""")]
    [TestCase("""{"errors":[null,1,"text",[]]}""")]
    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("[[]]")]
    [TestCase("\"text\"")]
    [TestCase("12")]
    [TestCase("null")]
    [TestCase("""{"errors":[{"code":1,"message":{},"origin":[],"details":"x"}]}""")]
    public void AnyJson_GivesAtLeastOneEntryWithTexts(string body)
    {
        var error = ErrorBody.ToError(500, "Internal Server Error", JToken.Parse(body));

        Assert.That(error.Items, Is.Not.Empty);
        Assert.That(error.Items, Has.All.Property("Code").Not.Null.And.All.Property("Message").Not.Null.And.All.Property("Origin").Not.Null);
    }

    [Test]
    public void AnEmptyStatusText_BecomesBadRequest() =>
        Assert.That(ErrorBody.ToError(400, "", JToken.Parse("{}")).StatusText, Is.EqualTo("Bad Request"));

    [TestCase(502)]
    [TestCase(404)]
    public async Task APageFromAProxy_IsAnInvalidResponseWithItsStatus(int status)
    {
        using var fixture = new ExecutorFixture();
        fixture.Route().Html(status);

        var error = await fixture.Write().ShouldFail();

        Assert.That((error.Kind, error.Status, error.Items[0].Origin, error.Items[0].Code),
            Is.EqualTo((ErrorKind.Api, status, "server_error", ErrorCodes.InvalidResponse)));
    }

    [Test]
    public async Task AnErrorWithoutABody_IsAnInvalidResponse()
    {
        using var fixture = new ExecutorFixture();
        fixture.Route().Empty(500);

        Assert.That((await fixture.Write().ShouldFail()).HasCode(ErrorCodes.InvalidResponse), Is.True);
    }

    [Test]
    public async Task AnErrorWhoseBodyBreaksOff_KeepsItsStatus()
    {
        using var fixture = new ExecutorFixture();
        fixture.Route().Answer(_ => StubRoute.Message(409, new StreamContent(new BreakingStream("{\"errors\":["u8.ToArray())), "application/json", []));

        var error = await fixture.Write().ShouldFail();

        Assert.That((error.Status, error.Items[0].Code), Is.EqualTo((409, ErrorCodes.InvalidResponse)));
        Assert.That(error.Exception, Is.InstanceOf<IOException>());
    }

    [TestCase("""{"code":"c","message":"m","details":["a","b"]}""", """{"code":"c","message":"m","details":["a","b"]}""")]
    [TestCase("""{"code":"c","message":"m","details":"because"}""", """{"code":"c","message":"m","details":"because"}""")]
    [TestCase("""{"code":"c","message":"m","details":{"field":"a"}}""", """{"field":"a"}""")]
    [TestCase("""{"code":"c","message":"m","details":null}""", null)]
    public async Task Details_AreKeptInAnyForm(string entry, string? details)
    {
        using var fixture = new ExecutorFixture();
        fixture.Route().Reply(400, $$"""{"errors":[{{entry}}]}""");

        var error = await fixture.Write().ShouldFail();

        Assert.That(error.Items[0].Code, Is.EqualTo("c"));
        Assert.That(error.Items[0].Details?.ToString(Newtonsoft.Json.Formatting.None), Is.EqualTo(details));
    }

    [Test]
    public async Task AnErrorBodyWithoutEnd_IsNotReadForEver()
    {
        using var fixture = new ExecutorFixture();
        fixture.Route().Reply(500, "\"" + new string('x', 2 * 1024 * 1024) + "\"");

        Assert.That((await fixture.Write().ShouldFail()).HasCode(ErrorCodes.InvalidResponse), Is.True);
    }

    [TestCase(301)]
    [TestCase(302)]
    [TestCase(307)]
    [TestCase(304)]
    public async Task ARedirect_IsAFailureThatSaysSo(int status)
    {
        using var fixture = new ExecutorFixture();
        fixture.Route().Reply(status, "", ("Location", "https://elsewhere.example/"));

        var error = await fixture.Write().ShouldFail();

        Assert.That((error.Kind, error.Status), Is.EqualTo((ErrorKind.Api, status)));
        Assert.That(error.Message, Does.Contain("redirects"));
    }
}
