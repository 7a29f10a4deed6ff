using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Modules.Database.Values;
using Altogic.Reactive.Backend.Stores.Json;
using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Modules.Database.Documents;

/// <summary>Keeps whole top-level objects together with everything derived from them: the table of embedded objects.</summary>
internal static class DocumentStore
{
    public static JsonObject? Get(DbSession session, ResolvedModel model, string id) =>
        model.IsStored ? DocumentTable.Get(session, model.Table, id) : null;

    public static void Insert(DbSession session, ResolvedModel model, JsonObject document)
    {
        var id = IdOf(document);
        DocumentTable.Insert(session, model.Table, id, JsonTree.Write(document));
        foreach (var row in EmbeddedObjects.Of(model.TopName, document)) EmbeddedTable.Insert(session, row);
    }

    /// <summary>Writes the changed object; <paramref name="before"/> is what stood there.</summary>
    public static void Replace(DbSession session, ResolvedModel model, IReadOnlyCollection<EmbeddedRow> before, JsonObject document)
    {
        DocumentTable.Replace(session, model.Table, IdOf(document), JsonTree.Write(document));
        var after = EmbeddedObjects.Of(model.TopName, document);
        foreach (var row in before.Except(after)) EmbeddedTable.Delete(session, row.Id);
        foreach (var row in after.Except(before)) EmbeddedTable.Insert(session, row);
    }

    public static void Delete(DbSession session, ResolvedModel model, JsonObject document)
    {
        DocumentTable.Delete(session, model.Table, IdOf(document));
        foreach (var row in EmbeddedObjects.Of(model.TopName, document)) EmbeddedTable.Delete(session, row.Id);
    }

    public static string IdOf(JsonObject document) => document[SystemFields.Id]!.GetValue<string>();
}
