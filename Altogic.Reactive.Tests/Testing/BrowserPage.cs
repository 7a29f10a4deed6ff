using System.Net;

namespace Altogic.Reactive.Tests.Testing;

/// <summary>What a browser shows, and the address it shows it under.</summary>
internal sealed record BrowserPage(HttpStatusCode Status, Uri Address, string Text);
