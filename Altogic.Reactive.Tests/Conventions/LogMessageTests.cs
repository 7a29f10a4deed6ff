using System.Reflection;
using Microsoft.Extensions.Logging;

namespace Altogic.Reactive.Tests.Conventions;

public sealed class LogMessageTests
{
    [Test]
    public void EventIds_AreUnique()
    {
        foreach (var assembly in new[] { LibraryTypes.Library, LibraryTypes.Backend })
        {
            var ids = assembly.GetTypes()
                .SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
                .Select(m => m.GetCustomAttribute<LoggerMessageAttribute>())
                .OfType<LoggerMessageAttribute>()
                .Select(a => a.EventId)
                .ToList();
            Assert.That(ids, Is.Not.Empty, "log messages are source-generated");
            Assert.That(ids, Is.Unique, "give every message an id of its own");
        }
    }
}
