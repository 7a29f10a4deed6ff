using Altogic.Reactive.Backend.Modules.Database;
using Altogic.Reactive.Backend.Modules.Database.Query;
using Altogic.Reactive.Backend.Modules.Database.Query.Grouping;
using Altogic.Reactive.Backend.Pipeline;

namespace Altogic.Reactive.Backend.Api;

/// <content>The query forms that read, and the statistics.</content>
internal sealed partial class DatabaseApi
{
    private void MapReads(IEndpointRouteBuilder routes)
    {
        Map(routes, "/get-list", Read, (context, body) =>
        {
            var (model, query) = (Model(body), QueryReader.Read(body.Query, QueryParts.List, _limits));
            var withInfo = body.ReturnCountInfo;
            return AnswerAsync(context, (session, output) => _module.Queries.List(session, model, query, withInfo, output, context.RequestAborted));
        });
        Map(routes, "/get-single", Read, (context, body) =>
        {
            var (model, query) = (Model(body), QueryReader.Read(body.Query, QueryParts.Single, _limits));
            return AnswerAsync(context, (session, output) => _module.Queries.Single(session, model, query, output, context.RequestAborted));
        });
        Map(routes, "/get-random", Read, (context, body) =>
        {
            var (model, query) = (Model(body), QueryReader.Read(body.Query, QueryParts.Random, _limits));
            var count = QueryReader.ReadCount(body.Count, _limits);
            return AnswerAsync(context, (session, output) => _module.Queries.Random(session, model, query, count, output, context.RequestAborted));
        });
        Map(routes, "/compute", Read, (context, body) =>
        {
            var (model, query) = (Model(body), QueryReader.Read(body.Query, QueryParts.Compute, _limits));
            var computations = ComputationReader.Read(body.Computations);
            return AnswerAsync(context, (session, output) => _module.Queries.Compute(session, model, query, computations, output, context.RequestAborted));
        });
        Map(routes, "/search-text", Read, (context, body) =>
        {
            var (model, query) = (Model(body), QueryReader.Read(body.Query, QueryParts.Search, _limits));
            var (text, withInfo) = (body.TextOrBlank("text"), body.ReturnCountInfo);
            return AnswerAsync(context, (session, output) => _module.Queries.SearchText(session, model, query, text, withInfo, output, context.RequestAborted));
        });
        Map(routes, "/fuzzy-search", Read, (context, body) =>
        {
            var (model, query) = (Model(body), QueryReader.Read(body.Query, QueryParts.Search, _limits));
            var (text, field) = (body.TextOrBlank("text"), body.Text("fieldName"));
            return AnswerAsync(context, (session, output) => _module.Queries.SearchFuzzy(session, model, query, text, field, output, context.RequestAborted));
        });
        routes.MapOperation("GET", Prefix + "/stats", Read, async context =>
            await context.WriteJsonAsync(await _module.Store.QueryAsync(session => DatabaseStatistics.Of(session, _module.Models), context.RequestAborted)));
    }
}
