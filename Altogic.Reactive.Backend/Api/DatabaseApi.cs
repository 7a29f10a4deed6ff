using System.Buffers;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Database;
using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Modules.Database.Query;
using Altogic.Reactive.Backend.Pipeline;
using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Api;

/// <summary>The routes of the database, O1 to O7, QB1 to QB12 and DS1 of rest §6.2 and §6.3.</summary>
internal sealed partial class DatabaseApi
{
    private const string Prefix = "/_api/rest/v1/db";
    private static readonly OperationPolicy Read = new(ClientRights.DbRead);
    private static readonly OperationPolicy Write = new(ClientRights.DbWrite);
    private static readonly byte[] NullBytes = "null"u8.ToArray();

    private readonly DatabaseModule _module;
    private readonly LimitsDefinition _limits;

    private DatabaseApi(DatabaseModule module, LimitsDefinition limits) => (_module, _limits) = (module, limits);

    public static void Map(IEndpointRouteBuilder routes, DatabaseModule module, LimitsDefinition limits)
    {
        var api = new DatabaseApi(module, limits);
        api.MapObjects(routes);
        api.MapWrites(routes);
        api.MapReads(routes);
    }

    private static void Map(IEndpointRouteBuilder routes, string path, OperationPolicy policy, Func<HttpContext, DatabaseBody, Task> handler) =>
        routes.MapOperation("POST", Prefix + path, policy, context => handler(context, DatabaseBody.Of(context)));

    /// <summary>Has a query fill a buffer, then sends it.</summary>
    private async Task AnswerAsync(HttpContext context, Action<DbSession, AnswerBuffer> read)
    {
        using var answer = context.Answer();
        await _module.Store.QueryAsync(Filling(answer, read), context.RequestAborted);
        await context.WriteJsonAsync(answer.Written);
    }

    /// <summary>The same for what an index finds at once: it does not queue behind queries.</summary>
    private async Task AnswerAtOnceAsync(HttpContext context, Action<DbSession, AnswerBuffer> read)
    {
        using var answer = context.Answer();
        _module.Store.Read(Filling(answer, read));
        await context.WriteJsonAsync(answer.Written);
    }

    private static Func<DbSession, bool> Filling(AnswerBuffer answer, Action<DbSession, AnswerBuffer> read) => session =>
    {
        read(session, answer);
        return true;
    };

    private ResolvedModel Model(DatabaseBody body) => body.Model(_module.Models);

    private FieldMask Omit(DatabaseBody body) => new FieldMask().Omit(QueryReader.Read(body.Query, QueryParts.Write, _limits).Omit);

    /// <summary>Sends created objects without the fields that the query omits.</summary>
    private static async Task AnswerAsync(HttpContext context, IReadOnlyList<byte[]> objects, bool isList, FieldMask omit)
    {
        if (!isList && omit.IsEmpty)
        {
            await context.WriteJsonAsync(objects[0]);
            return;
        }

        using var answer = new AnswerBuffer();
        if (isList) answer.Write("["u8);
        for (var i = 0; i < objects.Count; i++)
        {
            if (i > 0) answer.Write(","u8);
            DocumentShaper.WriteMasked(objects[i], omit, answer);
        }

        if (isList) answer.Write("]"u8);
        await context.WriteJsonAsync(answer.Written);
    }
}
