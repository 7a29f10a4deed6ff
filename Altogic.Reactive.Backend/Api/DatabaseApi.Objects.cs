using System.Buffers;
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
            var model = Model(body);
            body.ReadOptions();
            await context.WriteJsonAsync(await _module.Creator.CreateOneAsync(model, body.Values, context.RequestAborted));
        });
        Map(routes, "/object/set", Write, async (context, body) =>
        {
            var answers = await _module.EmbeddedCreator.SetAsync(Model(body), body.ParentId(), body.Values, body.ReadOptions(), context.RequestAborted);
            await context.WriteJsonAsync(answers.Objects[0]);
        });
        Map(routes, "/object/append", Write, async (context, body) =>
        {
            var values = Modules.Database.Writing.ObjectCreator.RequireObject(body.Values);
            var answers = await _module.EmbeddedCreator.AppendAsync(Model(body), body.ParentId(), values, body.ReadOptions(), context.RequestAborted);
            await context.WriteJsonAsync(answers.Objects[0]);
        });
        Map(routes, "/object/update", Write, async (context, body) => await context.WriteJsonAsync(
            await _module.Updater.UpdateAsync(Model(body), body.Id(), body.Values, body.ReadOptions(), context.RequestAborted)));
        Map(routes, "/object/update-fields", Write, async (context, body) => await context.WriteJsonAsync(
            await _module.Updater.UpdateFieldsAsync(Model(body), body.Id(), body.Updates, body.ReadOptions(), context.RequestAborted)));
        Map(routes, "/object/delete", Write, async (context, body) => await context.WriteJsonAsync(
            await _module.Deleter.DeleteAsync(Model(body), body.Id(), body.ReadOptions(), context.RequestAborted) ?? Null));
    }

    private Task GetAsync(HttpContext context, DatabaseBody body)
    {
        var model = Model(body);
        var id = body.Id();
        body.ReadOptions();
        var lookups = QueryReader.ReadLookups(body.Lookups);
        void Get(DbSession session, IBufferWriter<byte> output) => _module.Queries.Get(session, model, id, lookups, output, context.RequestAborted);
        return lookups.Count == 0 ? AnswerAtOnceAsync(context, Get) : AnswerAsync(context, Get);
    }
}
