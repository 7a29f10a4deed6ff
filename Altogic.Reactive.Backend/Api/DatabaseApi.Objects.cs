using System.Buffers;
using Altogic.Reactive.Backend.Modules.Auth.Sessions;
using Altogic.Reactive.Backend.Modules.Database;
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
            var answers = await _module.EmbeddedCreator.SetAsync(Model(body), body.ParentId(), body.Values, Options(context, body), context.RequestAborted);
            await context.WriteJsonAsync(answers.Objects[0]);
        });
        Map(routes, "/object/append", Write, async (context, body) =>
        {
            var values = Modules.Database.Writing.ObjectCreator.RequireObject(body.Values);
            var answers = await _module.EmbeddedCreator.AppendAsync(Model(body), body.ParentId(), values, Options(context, body), context.RequestAborted);
            await context.WriteJsonAsync(answers.Objects[0]);
        });
        Map(routes, "/object/update", Write, async (context, body) => await context.WriteJsonAsync(
            await _module.Updater.UpdateAsync(Model(body), body.Id(), body.Values, Options(context, body), context.RequestAborted)));
        Map(routes, "/object/update-fields", Write, async (context, body) => await context.WriteJsonAsync(
            await _module.Updater.UpdateFieldsAsync(Model(body), body.Id(), body.Updates, Options(context, body), context.RequestAborted)));
        Map(routes, "/object/delete", Write, async (context, body) => await context.WriteJsonAsync(
            await _module.Deleter.DeleteAsync(Model(body), body.Id(), Options(context, body), context.RequestAborted) ?? Null));
    }

    private static ObjectOptions Options(HttpContext context, DatabaseBody body) => Options(context, body.ReadOptions());

    /// <summary>The options together with who asks.</summary>
    private static ObjectOptions Options(HttpContext context, ObjectOptions options) =>
        context.Caller().Session is { } session ? options with { Cause = () => SessionJson.Of(session) } : options;

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
        using var answer = new AnswerBuffer();
        using (var copy = _module.Cache.Announce(id))
        {
            await _module.Store.QueryAsync(Filling(answer, read), context.RequestAborted);
            if (!answer.Written.Span.SequenceEqual(Null.Span)) await copy.KeepAsync(answer.Written.ToArray(), time, context.RequestAborted);
        }

        await context.WriteJsonAsync(answer.Written);
    }
}
