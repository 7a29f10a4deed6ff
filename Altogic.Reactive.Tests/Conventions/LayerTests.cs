using System.Text.RegularExpressions;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Conventions;

/// <summary>Layers call downwards only (docs/architecture.md). Usings, aliases and full names are seen.</summary>
public sealed class LayerTests
{
    [TestCase("Altogic.Reactive/Results", "Altogic.Reactive.Internal.(Rest|Transport|Sessions|Serialization)|Altogic.Reactive.(Auth|Database|Storage|Endpoints)")]
    [TestCase("Altogic.Reactive/Internal/Serialization", "Altogic.Reactive.Internal.(Rest|Execution|Transport|Sessions)|Altogic.Reactive.(Auth|Database|Storage|Endpoints)")]
    [TestCase("Altogic.Reactive/Internal/Diagnostics", "Altogic.Reactive.Internal.(Rest|Execution|Transport|Sessions|Serialization)|Altogic.Reactive.(Auth|Database|Storage|Endpoints)")]
    [TestCase("Altogic.Reactive/Internal/Rest", "Altogic.Reactive.Internal.(Execution|Sessions)|Altogic.Reactive.(Auth|Database|Storage|Endpoints)")]
    [TestCase("Altogic.Reactive/Internal/EngineIO/Codec", "Altogic.Reactive\\.(?!Internal.(EngineIO|SocketIO).Codec)|System.(Net|Reactive|Threading|IO)|Newtonsoft|Microsoft")]
    [TestCase("Altogic.Reactive/Internal/SocketIO/Codec", "Altogic.Reactive\\.(?!Internal.(EngineIO|SocketIO).Codec)|System.(Net|Reactive|Threading|IO)|Newtonsoft|Microsoft")]
    [TestCase("Altogic.Reactive/Internal/EngineIO", "Altogic.Reactive.Internal.(Rest|Transport|Sessions|Delivery|SocketIO(?!\\.Codec)\\b)|Altogic.Reactive.(Auth|Database|Realtime)")]
    [TestCase("Altogic.Reactive/Internal/SocketIO", "Altogic.Reactive.Internal.(Rest|Transport|Sessions|Delivery)|Altogic.Reactive.(Auth|Database|Realtime)")]
    [TestCase("Altogic.Reactive/Internal/Delivery", "Altogic.Reactive.Internal|Altogic.Reactive.(Auth|Database|Realtime)")]
    [TestCase("Altogic.Reactive/Auth", "Altogic.Reactive.(Database|Storage|Endpoints|Cache|Queues|Tasks|Realtime)")]
    [TestCase("Altogic.Reactive/Database", "Altogic.Reactive.(Auth|Storage|Endpoints|Cache|Queues|Tasks|Realtime)")]
    [TestCase("Altogic.Reactive/Storage", "Altogic.Reactive.(Auth|Endpoints|Cache|Queues|Tasks|Realtime)")]
    [TestCase("Altogic.Reactive/Endpoints", "Altogic.Reactive.(Auth|Database|Cache|Queues|Tasks|Realtime)")]
    [TestCase("Altogic.Reactive/Cache", "Altogic.Reactive.(Auth|Database|Storage|Endpoints|Queues|Tasks|Realtime)")]
    [TestCase("Altogic.Reactive/Queues", "Altogic.Reactive.(Auth|Database|Storage|Endpoints|Cache|Tasks|Realtime)")]
    [TestCase("Altogic.Reactive/Tasks", "Altogic.Reactive.(Auth|Database|Storage|Endpoints|Cache|Queues|Realtime)")]
    [TestCase("Altogic.Reactive/Realtime", "Altogic.Reactive.(Database|Storage|Endpoints|Cache|Queues|Tasks)")]
    [TestCase("Altogic.Reactive.Backend/Modules", "Altogic.Reactive.Backend.(Api|Pipeline|Hosting)|Microsoft.AspNetCore.Http")]
    [TestCase("Altogic.Reactive.Backend/Stores", "Altogic.Reactive.Backend.(Api|Pipeline|Hosting)|Microsoft.AspNetCore")]
    [TestCase("Altogic.Reactive.Backend", "Altogic.Reactive.(Auth|Database|Cache|Storage|Endpoints|Realtime|Internal.(Rest|Execution|Transport|Sessions))\\b")]
    [TestCase("Altogic.Reactive.Backend/Realtime", "Altogic.Reactive.Backend.(Api|Pipeline|Hosting)|Microsoft.AspNetCore")]
    [TestCase("Altogic.Reactive.Backend/Realtime/Hub", "Microsoft|System.Net")]
    public void Folder_NeverUses(string folder, string forbidden)
    {
        var pattern = new Regex($@"^(?!\s*//|namespace ).*?\b({forbidden})[\w.]*", RegexOptions.Multiline);
        var wrong = Repository.Sources(folder).SelectMany(f => pattern.Matches(f.Text).Select(m => $"{f.Path}: {m.Value}"));
        Assert.That(wrong, Is.Empty, "a layer calls only what lies below it; move the code, or pass what it needs from above");
    }
}
