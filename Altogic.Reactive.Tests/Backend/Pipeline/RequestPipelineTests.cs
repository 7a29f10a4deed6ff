using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Pipeline;

public sealed class RequestPipelineTests
{
    [Test]
    public async Task Health_WhenReady_IsOk()
    {
        await using var backend = await BackendFixture.StartAsync();
        var answer = await backend.GetAsync("/health");
        Assert.That(answer.Status, Is.EqualTo(200));
        Assert.That(answer.Text, Is.EqualTo("""{"status":"ok"}"""));
    }

    [TestCase("GET", "/nothing/here", "/nothing/here")]
    [TestCase("POST", "/_api/rest/v1/nothing?x=1", "/_api/rest/v1/nothing")]
    [TestCase("DELETE", "/e:62d8f0a1//x", "/x")]
    public async Task UnknownRoute_AnswersTheEnvelope(string method, string path, string shown)
    {
        await using var backend = await BackendFixture.StartAsync();
        var answer = await backend.SendAsync(method, path);
        Assert.That(answer.Status, Is.EqualTo(404));
        Assert.That(answer.Code, Is.EqualTo("resource_not_found"));
        Assert.That((string?)answer.Details?["method"], Is.EqualTo(method));
        Assert.That((string?)answer.Details?["path"], Is.EqualTo(shown));
    }
}
