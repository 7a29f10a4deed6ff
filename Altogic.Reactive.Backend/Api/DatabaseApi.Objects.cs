using System.Buffers;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Auth.Sessions;
using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Modules.Database.Query;
using Altogic.Reactive.Backend.Pipeline;
using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Api;

/// <content>One object by its id: O1 to O7.</content>
internal sealed partial class DatabaseApi
{
    private void MapObjects(IEndpointRouteBuilder routes)
    {
        Map(routes, "/object/get", Read, GetAsync);
        Map(routes, "/object/create", Write, async (context, body) =>
        {
            var answer = await _module.Creator.CreateOneAsync(Model(body), body.Values, body.ReadOptions(), context.RequestAborted);
            await context.WriteJsonAsync(answer);
        });
        Map(routes, "/object/set", Write, async (context, body) =>
        {
            var model = Model(body);
            var answers = await _module.EmbeddedCreator.SetAsync(
                model, body.ParentId(), body.Values, body.ReadOptions(), context.RequestAborted, Cause(context, model));
            await context.WriteJsonAsync(answers.Objects[0]);
        });
        Map(routes, "/object/append", Write, async (context, body) =>
        {
            var values = Modules.Database.Writing.ObjectCreator.RequireObject(body.Values);
            var model = Model(body);
            var answers = await _module.EmbeddedCreator.AppendAsync(
                model, body.ParentId(), values, body.ReadOptions(), context.RequestAborted, Cause(context, model));
            await context.WriteJsonAsync(answers.Objects[0]);
        });
        MapObject(routes, "/object/update", (context, body, model, cause) =>
            _module.Updater.UpdateAsync(model, body.Id(), body.Values, body.ReadOptions(), context.RequestAborted, cause));
        MapObject(routes, "/object/update-fields", (context, body, model, cause) =>
            _module.Updater.UpdateFieldsAsync(model, body.Id(), body.Updates, body.ReadOptions(), context.RequestAborted, cause));
        MapObject(routes, "/object/delete", async (context, body, model, cause) =>
            await _module.Deleter.DeleteAsync(model, body.Id(), body.ReadOptions(), context.RequestAborted, cause) ?? NullBytes);
    }

    private void MapObject(
        IEndpointRouteBuilder routes, string path, Func<HttpContext, DatabaseBody, ResolvedModel, JsonObject?, Task<byte[]>> change) =>
        Map(routes, path, Write, async (context, body) =>
        {
            var model = Model(body);
            await context.WriteJsonAsync(await change(context, body, model, Cause(context, model)));
        });

    /// <summary>The session that changes a user, for the user's own connections.</summary>
    private static JsonObject? Cause(HttpContext context, ResolvedModel model) =>
        model.TopName == ModelName.Users && context.Caller().Session is { } session ? SessionJson.Of(session) : null;

    private Task GetAsync(HttpContext context, DatabaseBody body)
    {
        var model = Model(body);
        var id = body.Id();
        var options = body.ReadOptions();
        var lookups = QueryReader.ReadLookups(body.Lookups);
        if (options.CacheFor is { } time) return CopyAsync(context, Get, id.ToLowerInvariant(), time);
        return lookups.Count == 0 ? AnswerAtOnceAsync(context, Get) : AnswerAsync(context, Get);

        void Get(DbSession session, IBufferWriter<byte> output) => _module.Queries.Get(session, model, id, lookups, output, context.RequestAborted);
    }

    /// <summary>Answers with an object, of which the cache gets a copy.</summary>
    private async Task CopyAsync(HttpContext context, Action<DbSession, IBufferWriter<byte>> read, string id, TimeSpan time)
    {
        using var answer = context.Answer();
        using (var copy = _module.Cache.Announce(id))
        {
            await _module.Store.QueryAsync(Filling(answer, read), context.RequestAborted);
            if (!answer.Written.Span.SequenceEqual(NullBytes)) await copy.KeepAsync(answer.Written.ToArray(), time, context.RequestAborted);
        }

        await context.WriteJsonAsync(answer.Written);
    }
}
