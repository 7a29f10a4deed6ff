using System.Buffers;
using System.Text.Json;
using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Modules.Database.Query;
using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Modules.Storage;

/// <summary>Lists and searches with the query language of the database (storage §1.4).</summary>
internal sealed class StorageLists(StorageContext context, QueryEngine queries)
{
    public void Buckets(string? expression, JsonElement options, string baseUrl, IBufferWriter<byte> output, CancellationToken cancel) =>
        context.Store.Read(db => Write(db, StorageModels.Buckets, Filter(expression), options, baseUrl, output, cancel));

    public void Files(string bucket, string? expression, JsonElement options, string baseUrl, IBufferWriter<byte> output, CancellationToken cancel) =>
        context.Store.Read(db =>
        {
            var inBucket = new BinaryExpression(
                BinaryOperator.Equal, new PathExpression(["bucketId"]), new LiteralExpression(StorageContext.RequireBucket(db, bucket).Id));
            var filter = Filter(expression) is { } given ? new BinaryExpression(BinaryOperator.And, inBucket, given) : inBucket;
            return Write(db, StorageModels.Files, filter, options, baseUrl, output, cancel);
        });

    public void Search(string expression, JsonElement options, string baseUrl, IBufferWriter<byte> output, CancellationToken cancel) =>
        context.Store.Read(db => Write(db, StorageModels.Files, Filter(expression), options, baseUrl, output, cancel));

    private static Expression? Filter(string? expression) =>
        ExpressionParser.ParseFilterOrNull(expression) is { } parsed ? PublicPaths.Localise(parsed) : null;

    private bool Write(
        DbSession db, ResolvedModel model, Expression? filter, JsonElement options, string baseUrl, IBufferWriter<byte> output, CancellationToken cancel)
    {
        var request = QueryReader.ReadListOptions(options, context.Limits);
        var withInfo = QueryReader.IsTruthy(QueryReader.Member(options, "returnCountInfo"));
        using var page = new AnswerBuffer();
        queries.List(db, model, request, filter, withInfo, page, cancel);
        PublicPaths.Write(page.Written.Span, baseUrl, output);
        return true;
    }
}
