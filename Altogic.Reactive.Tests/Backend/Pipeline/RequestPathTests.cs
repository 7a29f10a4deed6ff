using Altogic.Reactive.Backend.Pipeline;
using Microsoft.AspNetCore.Http;

namespace Altogic.Reactive.Tests.Backend.Pipeline;

public sealed class RequestPathTests
{
    [TestCase("/_api/rest/v1/db", "", "/_api/rest/v1/db")]
    [TestCase("//_api/rest/v1/db", "", "/_api/rest/v1/db")]
    [TestCase("////x", "", "/x")]
    [TestCase("/e:62d8f0a1b2c3d4e5f6a7b8c9/_api", "/e:62d8f0a1b2c3d4e5f6a7b8c9", "/_api")]
    [TestCase("/E:62D8/_api", "/E:62D8", "/_api")]
    [TestCase("/e:any thing/x/y", "", "/e:any thing/x/y")]
    [TestCase("/e:x;Path=/x", "", "/e:x;Path=/x")]
    [TestCase("/e:../x", "", "/e:../x")]
    [TestCase("/e:\u00fc/x", "", "/e:\u00fc/x")]
    [TestCase("//e:1//_api", "/e:1", "/_api")]
    [TestCase("/e:1", "/e:1", "/")]
    [TestCase("/e:1/", "/e:1", "/")]
    [TestCase("/e:/x", "", "/e:/x")]
    [TestCase("/e:", "", "/e:")]
    [TestCase("/each/x", "", "/each/x")]
    [TestCase("/x//y", "", "/x//y")]
    [TestCase("/x/e:1/y", "", "/x/e:1/y")]
    [TestCase("/", "", "/")]
    [TestCase("", "", "")]
    public void Normalize_OfAnyForm_FindsPrefixAndPath(string sent, string prefix, string path)
    {
        var request = new DefaultHttpContext().Request;
        request.Path = sent;
        RequestPath.Normalize(request);
        Assert.That(request.PathBase.Value, Is.EqualTo(prefix));
        Assert.That(request.Path.Value, Is.EqualTo(path));
    }
}
