using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Database.Models;

namespace Altogic.Reactive.Backend.Modules.Database.Documents;

/// <summary>A document as it was read, to be changed.</summary>
/// <param name="Schema">The top-level model.</param>
/// <param name="Document">The tree, to be changed in place.</param>
/// <param name="Before">What other tables know of it.</param>
internal sealed record StoredDocument(ObjectSchema Schema, JsonObject Document, DocumentTrace Before);
