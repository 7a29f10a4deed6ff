using System.Reflection;

namespace Altogic.Reactive.Tests.Conventions;

public sealed class StaticStateTests
{
    [Test]
    public void StaticFields_AreReadOnly()
    {
        const BindingFlags all = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var wrong = new[] { LibraryTypes.Library, LibraryTypes.Backend }
            .SelectMany(a => a.GetTypes())
            .Where(LibraryTypes.IsHandWritten)
            .SelectMany(t => t.GetFields(all))
            .Where(f => LibraryTypes.IsHandWritten(f) && f is { IsInitOnly: false, IsLiteral: false })
            .Where(f => f.DeclaringType!.Namespace?.StartsWith("Altogic.Reactive", StringComparison.Ordinal) == true)
            .Select(f => $"{f.DeclaringType!.FullName}.{f.Name}");
        Assert.That(wrong, Is.Empty, "two clients in one process must not share state");
    }
}
