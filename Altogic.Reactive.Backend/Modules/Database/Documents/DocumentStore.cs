using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Modules.Database.Values;
using Altogic.Reactive.Backend.Stores.Json;
using Altogic.Reactive.Backend.Stores.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Altogic.Reactive.Backend.Modules.Database.Documents;

/// <summary>Keeps whole top-level objects together with everything derived from them, inside one write.</summary>
internal static class DocumentStore
{
    public static StoredDocument? Load(DbSession session, ObjectSchema schema, string id)
    {
        if (schema.Documents.Get(session, id) is not { } utf8) return null;
        var document = JsonTree.ParseStored(utf8);
        return new StoredDocument(schema, document, DocumentTrace.Of(schema, document));
    }

    public static void Insert(DbSession session, ObjectSchema schema, PreparedDocument document)
    {
        try
        {
            var seq = schema.Documents.Insert(session, document.Id, document.Utf8);
            foreach (var row in document.Trace.Embedded) EmbeddedTable.Insert(session, row);
            foreach (var entry in document.Trace.Unique) UniqueTable.Insert(session, entry);
            if (schema.Searchable.Count > 0) schema.Documents.Index(session, seq, document.Trace.Texts);
        }
        catch (SqliteException e) when (e.SqliteErrorCode == raw.SQLITE_CONSTRAINT)
        {
            throw UniqueViolation.Explain(session, schema, document, e);
        }
    }

    /// <summary>Writes the changed object over <paramref name="stored"/>.</summary>
    public static PreparedDocument Replace(DbSession session, StoredDocument stored)
    {
        var schema = stored.Schema;
        var changed = PreparedDocument.Of(schema, stored.Document);
        try
        {
            schema.Documents.Replace(session, changed.Id, changed.Utf8);
            ReplaceTraces(session, schema, stored.Before, changed);
        }
        catch (SqliteException e) when (e.SqliteErrorCode == raw.SQLITE_CONSTRAINT)
        {
            throw UniqueViolation.Explain(session, schema, changed, e);
        }

        return changed;
    }

    public static void Delete(DbSession session, StoredDocument stored)
    {
        var schema = stored.Schema;
        var id = SystemFields.IdOf(stored.Document);
        if (schema.Searchable.Count > 0) schema.Documents.Unindex(session, schema.Documents.SeqOf(session, id));
        schema.Documents.Delete(session, id);
        foreach (var row in stored.Before.Embedded) Drop(session, schema, row.Id);
        foreach (var entry in stored.Before.Unique) UniqueTable.Delete(session, entry);
        if (schema.HasSecrets) SecretTable.DropAll(session, id);
    }

    public static void Keep(DbSession session, IEnumerable<SecretChange> secrets)
    {
        foreach (var (objectId, field, hash) in secrets)
        {
            if (hash is null) SecretTable.Drop(session, objectId, field);
            else SecretTable.Set(session, objectId, field, hash);
        }
    }

    private static void ReplaceTraces(DbSession session, ObjectSchema schema, DocumentTrace before, PreparedDocument changed)
    {
        var after = changed.Trace;
        if (before.Embedded.Count > 0 || after.Embedded.Count > 0)
        {
            var kept = before.Embedded.Intersect(after.Embedded).ToHashSet();
            foreach (var row in before.Embedded) if (!kept.Contains(row)) Drop(session, schema, row.Id);
            foreach (var row in after.Embedded) if (!kept.Contains(row)) EmbeddedTable.Insert(session, row);
        }

        foreach (var entry in before.Unique.Except(after.Unique)) UniqueTable.Delete(session, entry);
        foreach (var entry in after.Unique.Except(before.Unique)) UniqueTable.Insert(session, entry);
        if (schema.Searchable.Count == 0 || before.HasSameTexts(after)) return;
        var seq = schema.Documents.SeqOf(session, changed.Id);
        schema.Documents.Unindex(session, seq);
        schema.Documents.Index(session, seq, after.Texts);
    }

    private static void Drop(DbSession session, ObjectSchema schema, string embeddedId)
    {
        EmbeddedTable.Delete(session, embeddedId);
        if (schema.HasSecrets) SecretTable.DropAll(session, embeddedId);
    }
}
