using Altogic.Reactive.Backend.Stores;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Stores;

public sealed class DataFolderTests
{
    [Test]
    public async Task Folder_OfARunThatWasKilled_SaysNoMoreWhereItIs()
    {
        using var temporary = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(temporary.Path, DataFolder.RunningFileName), "{}");

        using var folder = DataFolder.Open(temporary.Path);

        Assert.That(File.Exists(folder.RunningFile), Is.False);
    }
}
