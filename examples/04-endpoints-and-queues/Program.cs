using System.Globalization;
using Altogic.Reactive;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Examples;
using Altogic.Reactive.Examples.EndpointsAndQueues;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["service"])
{
    await PriceServer.RunAsync();
    return;
}

var watch = System.Diagnostics.Stopwatch.StartNew();

// One service runs in a process of its own and could be written in any language; the others are C# in this one.
using var prices = await PriceProcess.StartAsync();
Say.Step($"Price service ready on {prices.Url}, process {prices.Id}");
var options = new AltogicBackendOptions { App = Shop.Definition(prices.Url) };
Shop.AddServices(options.Services);
await using var backend = await AltogicBackend.StartAsync(options);
using var client = new AltogicClient(backend.Url, backend.ClientKey);
Say.Step($"Backend ready on {backend.Url}");

await EndpointTour.RunAsync(client, prices);
await QueueTour.RunAsync(client, backend);

Say.Step($"Done in {watch.Elapsed.TotalSeconds:0.0} s");
