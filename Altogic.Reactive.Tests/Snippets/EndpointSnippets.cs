using System.Reactive.Linq;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Endpoints;
using Altogic.Reactive.Storage;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Snippets;

/// <summary>The code of docs/endpoints.md, compiled and run.</summary>
public sealed class EndpointSnippets
{
    [Test]
    public async Task Calls_OfTheGuide_Work()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "report.txt");
        var options = new AltogicBackendOptions
        {
            App = new AppDefinition
            {
                ApiKeys = [new ApiKeyDefinition { Key = "key-of-this-call" }],
                Endpoints =
                [
                    new() { Method = "GET", Path = "report", Service = "report" },
                    new() { Method = "POST", Path = "photos", Service = "photos", ApiKeyRequired = true },
                ],
            },
        };
        options.Services["report"] = (context, _) => Task.FromResult(ServiceResponse.Text("report " + context.Request!.Query.GetValueOrDefault("year")));
        options.Services["photos"] = (context, _) => Task.FromResult(ServiceResponse.From(context.Request!.Files[0].FileName));
        await using var backend = await AltogicBackend.StartAsync(options);
        using var client = new AltogicClient(backend.Url, backend.ClientKey);

        var report = await client.Endpoint.Get("report", EndpointReply.Text);
        var saved = await client.Endpoint.Get("report", EndpointReply.To(FileTarget.ToFile(path)), new { year = 2024 });
        var form = EndpointForm.Empty.AddText("title", "Summer").AddFile("photo", FileSource.FromFile(path), "summer.png");
        var sent = await client.Endpoint.Post("photos", form, options: new EndpointOptions { ApiKey = "key-of-this-call" });

        Assert.That((report.Data, saved.Data!.Bytes, (string?)sent.Data), Is.EqualTo(("report ", 11L, "summer.png")));
    }
}
