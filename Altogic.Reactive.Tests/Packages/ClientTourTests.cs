using Altogic.Reactive.Backend;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Packages;

/// <summary>The tour on this framework: a fault that Mono alone has is told from one of the tour.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class ClientTourTests
{
    [Test]
    public async Task Tour_HasNoFault()
    {
        await using var backend = await AltogicBackend.StartAsync();
        using var folder = new TemporaryFolder();
        using var output = new StringWriter();

        await ClientTour.RunAsync(backend.Url, backend.ClientKey, folder.Path, output);

        Assert.That(output.ToString(), Does.EndWith(ClientTour.End + Environment.NewLine));
    }
}
