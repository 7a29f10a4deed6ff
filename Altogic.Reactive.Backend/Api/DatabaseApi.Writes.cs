using System.Text.Json;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Database;
using Altogic.Reactive.Backend.Modules.Database.Query;
using Altogic.Reactive.Backend.Pipeline;

namespace Altogic.Reactive.Backend.Api;

/// <content>The query forms that write: QB1 to QB3 and QB8 to QB10.</content>
internal sealed partial class DatabaseApi
{
    private void MapWrites(IEndpointRouteBuilder routes)
    {
        Map(routes, "/create", Write, CreateAsync);
        Map(routes, "/set", Write, async (context, body) =>
        {
            var omit = Omit(body);
            var model = Model(body);
            var answers = await _module.EmbeddedCreator.SetAsync(
                model, body.ParentId(), body.Values, new ObjectOptions(body.ReturnTop), context.RequestAborted, Cause(context, model));
            await AnswerAsync(context, answers.Objects, false, omit);
        });
        Map(routes, "/append", Write, async (context, body) =>
        {
            var omit = Omit(body);
            var model = Model(body);
            var values = body.Values;
            var answers = await _module.EmbeddedCreator.AppendAsync(
                model, body.ParentId(), values, new ObjectOptions(body.ReturnTop), context.RequestAborted, Cause(context, model));
            await AnswerAsync(context, answers.Objects, !answers.IsTop && values.ValueKind == JsonValueKind.Array, omit);
        });
        Map(routes, "/update", Write, async (context, body) => await AnswerAsync(
            context, "updated", await _module.Updater.UpdateMatchesAsync(Model(body), Filter(body), body.Values, context.RequestAborted)));
        Map(routes, "/update-fields", Write, async (context, body) => await AnswerAsync(
            context, "updated", await _module.Updater.UpdateFieldsOfMatchesAsync(Model(body), Filter(body), body.Updates, context.RequestAborted)));
        Map(routes, "/delete", Write, async (context, body) => await AnswerAsync(
            context, "deleted", await _module.Deleter.DeleteMatchesAsync(Model(body), Filter(body), context.RequestAborted)));
    }

    private async Task CreateAsync(HttpContext context, DatabaseBody body)
    {
        var model = Model(body);
        var omit = Omit(body);
        var values = body.Values;
        if (values.ValueKind == JsonValueKind.Array)
            await AnswerAsync(context, await _module.Creator.CreateManyAsync(model, values, context.RequestAborted), true, omit);
        else
            await AnswerAsync(context, [await _module.Creator.CreateOneAsync(model, values, default, context.RequestAborted)], false, omit);
    }

    /// <summary>The query of a bulk change, which must have a filter (db-query §4.3).</summary>
    private QueryRequest Filter(DatabaseBody body)
    {
        var query = QueryReader.Read(body.Query, QueryParts.Change, _limits);
        return query.Expression is not null
            ? query
            : throw new ApiException(400, "missing_filter_query", "A filter is needed; to change every object, use one that is always true.");
    }

    private static Task AnswerAsync(HttpContext context, string verb, int count) =>
        context.WriteJsonAsync(new JsonObject { ["totalMatch"] = count, [verb] = count });
}
